"""Assay: governance due diligence for issuers under political control."""

__version__ = "0.1.0"
