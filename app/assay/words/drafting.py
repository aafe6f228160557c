"""Words of the memo's editor: its parts and what goes there, their fields, and the remarks on sentences."""

from __future__ import annotations

PART = {
    "title": "Title",
    "asked": "Decision asked",
    "recommendation": "Recommendation",
    "verdict": "Verdict",
    "reason_for": "Reasons for",
    "reason_against": "Reasons against",
    "condition": "Conditions",
    "change_less": "Would change the view towards less risk",
    "change_more": "Would change the view towards more risk",
    "scope": "Scope and limits",
    "highlight": "Highlights",
    "review": "Review",
    "against": "Against our view",
    "insight": "Insight",
    "engagement": "Engagement requests",
    "voting": "Voting plan",
    "exit_trigger": "Exit triggers",
    "scenario": "Scenarios",
    "conclusion": "Conclusion",
    "next_step": "Next steps",
    "reply": "Replies of the issuer",
    "disclosure": "Disclosures",
    "claim": "Claims of the article",
}
"""The parts that the analyst writes."""
PART_HINT = {
    "title": "What the memo is called in lists of files.",
    "asked": "What the committee is asked to decide: instrument, amount, channel, mandate.",
    "recommendation": "What to do, and what has to come first, in one or two sentences.",
    "verdict": "One sentence: action first, then why.",
    "reason_for": "Up to three, each with its evidence.",
    "reason_against": "Up to three, each with its evidence.",
    "condition": "What has to be true before any purchase, with owner and day; page 1 shows five.",
    "change_less": "What would have to be seen to think better of it.",
    "change_more": "What would have to be seen to think worse of it.",
    "scope": "What was looked at, and what was not.",
    "highlight": "Three to five sentences that somebody who reads nothing else should know.",
    "review": "What was found, one sentence a card, each labelled and with its evidence.",
    "against": "The strongest case against what this memo says.",
    "insight": "What it means for this holder, this mandate and this position.",
    "engagement": "What to ask the issuer for.",
    "voting": "How to vote, and on what it depends.",
    "exit_trigger": "What would make the holder sell, who decides, and in how many days.",
    "scenario": "What may happen, how likely, how bad, and how sure the judgement is.",
    "conclusion": "One paragraph that brings no new facts.",
    "next_step": "What closes the gaps: who, until when, how, and for how much.",
    "reply": "Whom the findings were put to, and what came back.",
    "disclosure": "Conflicts, methods and limits that a reader has to know.",
    "claim": "Each claim that started the review, and how it was treated.",
}
"""What goes into a part, said where it is empty."""
ADD = {
    "condition": "Add condition",
    "exit_trigger": "Add trigger",
    "scenario": "Add scenario",
    "next_step": "Add step",
    "reply": "Add reply",
    "claim": "Add claim",
    "engagement": "Add request",
    "reason_for": "Add reason",
    "reason_against": "Add reason",
}
"""What the button says that adds an entry, where it is no sentence."""
CHAPTER = {
    "decision": "Decision",
    "engagement": "Engagement and votes",
}
"""Chapters of the editor that hold more than one part."""
FIELD = {
    "choice": "Recommendation",
    "owner": "Owner",
    "due": "Due",
    "closes": "Closes questions",
    "decides": "Who decides",
    "days": "Within, days",
    "name": "Name",
    "likelihood": "Likelihood",
    "range_low": "From, %",
    "range_high": "To, %",
    "impact": "Impact",
    "confidence": "Confidence",
    "confidence_why": "Why this confidence",
    "indicators": "Watch",
    "method": "Method",
    "cost_amount": "Cost",
    "cost_currency": "Currency",
    "party": "Party",
    "asked": "Asked",
    "date": "Day",
    "reply": "Reply",
    "claim": "Claim",
    "treatment": "Treatment",
    "questions": "Questions",
}
"""Fields of the parts that have some."""
CONFIDENCE = {"low": "low", "moderate": "moderate", "high": "high"}
REMARK = {
    "missing": "Page 1 has nothing here yet. A final memo needs it.",
    "no_choice": "Choose one of the five recommendations.",
    "behind_page_one": "Page 1 shows the first {count}; this one stands on the page behind it.",
    "empty": "This entry has no words.",
    "too_long": "Page 1 shows about {room} letters of these {length}; the whole stands behind it.",
    "unlabelled": "Say whether this is a fact, an inference or alleged.",
    "uncited": "No evidence is cited. Type @ to cite.",
    "allegation_as_fact": "This reads alleged. Label it so, or say who found it.",
    "weak": "Fact rests on {key} ({grade}). Say so, or label it inference.",
    "reads_alleged": "Reads alleged: {grades}.",
    "lapsed": "{key} lapsed on {day}. Say so, or cite what is in force.",
    "stale": "{key} is {years} years old. Say so, or cite something newer.",
    "alarm": "“{word}” alarms. State what was found.",
    "mixed": "Likelihood and confidence stand in one sentence. Make it two.",
    "number": "{typed} differs from the score, which now says {true}.",
}
"""Remarks beside a sentence."""
