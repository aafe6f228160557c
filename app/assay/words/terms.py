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
UNLIKE_LAST_TIME = {
    "no_answer": "without an answer last time",
    "reworded": "that are asked differently now",
    "lapsed": "whose evidence has lapsed since",
    "does_not_fit": "whose last answer is none any more",
}
UNLIKE_THIS_TIME = {
    "reworded": "asked differently now",
    "lapsed": "its evidence has lapsed since",
    "does_not_fit": "no answer to this question any more",
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
TRANSLATED = {
    "person": "translated by {name}",
    "machine": "translated by machine, unchecked",
    "checked": "translated by machine, checked by {name}",
}
"""Who or what translated a quotation."""
TRANSLATED_BY = {
    "person": "A person",
    "machine": "A machine, unchecked",
    "checked": "A machine, checked by a person",
}
QUOTATION = {
    "verbatim": "Word for word in the text",
    "normalised": "In the text, set differently",
    "across_pages": "In the text, across a page break",
    "not_found": "Not found in the text",
    "unchecked": "Not checked against the text yet",
}
"""Whether a quotation stands in the text it cites."""
RECOGNISED_QUOTATION = {
    "verbatim": "Word for word in the recognised text",
    "normalised": "In the recognised text, set differently",
    "across_pages": "In the recognised text, across a page break",
    "unchecked": "Taken from recognised text; its page is not recognised on this computer",
}
"""The same where the text was recognised in a picture of the page."""
LANGUAGE_PACK = {
    "chi_sim": "simplified Chinese",
    "chi_tra": "traditional Chinese",
    "eng": "English",
    "deu": "German",
    "fra": "French",
    "jpn": "Japanese",
    "kor": "Korean",
    "rus": "Russian",
}
"""What the recogniser of text calls languages."""
AGE_GROUP = {
    "0": "Up to 3 months old",
    "1": "Up to a year old",
    "2": "Up to 2 years old",
    "3": "Up to 5 years old",
    "4": "Older than 5 years",
}
"""Age groups of the library, by their place."""
EVIDENCE_SIGN = {
    "damaged": "Not as it was added any more",
    "contradicts": "It speaks against an answer",
    "no_text": "No text layer",
    "recognised": "Recognised text, not the document's own",
    "unreadable": "Its text cannot be read",
    "linked": "A file beside the project, not in it",
    "duplicate": "The same bytes as evidence {number}",
    "guessed": "Holds guesses nobody has confirmed",
    "search": "A search, with what it found or did not",
}
"""What the signs in the evidence library mean."""
EVIDENCE_FILTER = {
    "damaged": "Damaged",
    "lapsed": "Expired",
    "not_cited": "Not cited",
    "due": "Stale",
    "contradicts": "Contradicts",
    "ungraded": "Not graded",
    "undated": "Undated",
    "no_text": "No text layer",
    "recognised": "Recognised text",
    "guessed": "Guessed",
    "duplicate": "Twins",
    "linked": "Linked",
    "search": "Searches",
}
EVIDENCE_SORT = {
    "number": "By number",
    "title": "By title",
    "publisher": "By publisher",
    "date": "By date, newest first",
    "grade": "By grade",
    "cited": "By how often it is cited",
    "freshness": "By what ageing has left",
    "valid_until": "By end of validity",
    "retrieved": "By when it was added",
    "size": "By size",
}
EVIDENCE_GROUP = {
    "": "No groups",
    "publisher": "Group by publisher",
    "grade": "Group by reliability",
    "kind": "Group by kind",
    "year": "Group by year",
    "age": "Group by age",
    "cited": "Group by cited or not",
}
LIKELIHOOD = {
    "almost_no_chance": "almost no chance",
    "very_unlikely": "very unlikely",
    "unlikely": "unlikely",
    "roughly_even": "roughly even",
    "likely": "likely",
    "very_likely": "very likely",
    "almost_certain": "almost certain",
}
"""The seven words of ICD 203."""
OUTCOME = {
    "happened": "Happened",
    "did_not_happen": "Did not happen",
    "cannot_be_told": "Cannot be told",
}
"""What became of a forecast."""
MARK = {"consistent": "Consistent", "inconsistent": "Inconsistent", "neutral": "Neutral"}
"""How evidence bears on an explanation."""
FLAG_KIND = {"floor": "Red flag", "knockout": "Knock-out", "gate": "Gate"}
