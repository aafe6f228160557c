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
QUOTATION = {
    "verbatim": "Word for word in the text",
    "normalised": "In the text, set differently",
    "across_pages": "In the text, across a page break",
    "not_found": "Not found in the text",
    "unchecked": "Not checked against the text yet",
}
"""Whether a quotation stands in the text it cites."""
EVIDENCE_SIGN = {
    "contradicts": "It speaks against an answer",
    "due": "Due for another look",
    "no_text": "No text layer",
    "unreadable": "Its text cannot be read",
    "linked": "A file beside the project, not in it",
    "duplicate": "The same bytes as evidence {number}",
    "guessed": "Holds guesses nobody has confirmed",
    "search": "A search, with what it found or did not",
}
"""What the signs in the evidence library mean."""
