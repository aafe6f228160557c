"""Assay: governance due diligence for issuers under political control."""
