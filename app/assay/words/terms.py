"""The field's terms as people read them: statuses, grades, stances, bands, flag states."""

from __future__ import annotations

STATUS = {
    "answered": "Answered",
    "not_assessed": "Not assessed",
    "unknown": "Unknown",
    "not_disclosed": "Not disclosed",
    "restricted": "Restricted",
    "conflicted": "Conflicted",
    "not_applicable": "Not applicable",
}
STANCE = {"supports": "Supports", "contradicts": "Contradicts"}
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
BANDS = ("Low", "Moderate", "Elevated", "High", "Severe")
FLAG_STATE = {
    "binding": "Binding",
    "pending": "Pending",
    "open": "Open",
    "clear": "Not fired",
    "cleared": "Cleared",
    "fired": "Open",
}
LABEL = {"fact": "Fact", "inference": "Inference", "allegation": "Alleged"}
RECOMMENDATION = {
    "proceed": "Proceed",
    "proceed_with_conditions": "Proceed with conditions",
    "hold": "Hold",
    "decline": "Decline",
    "prohibited": "Prohibited",
}
MARKET = {
    "XSHG": "Shanghai Stock Exchange",
    "XSHE": "Shenzhen Stock Exchange",
    "XHKG": "Hong Kong Stock Exchange",
    "XNYS": "New York Stock Exchange",
    "XNAS": "Nasdaq",
}
KIND = {
    "filing": "Filing",
    "statute": "Statute or regulation",
    "notice": "Official notice",
    "registry": "Registry",
    "press": "Press",
    "trade press": "Trade press",
    "press release": "Press release",
    "broker": "Broker",
    "data vendor": "Data vendor",
    "academic": "Academic work",
    "ngo": "Non-governmental organisation",
    "web": "Web page",
    "interview": "Interview",
    "search": "Search, with what it found or did not",
    "other": "Other",
}
"""Kinds of source."""
