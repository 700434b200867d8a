"""Names the category of a ticket."""

from dataclasses import dataclass

from openai import OpenAI

CATEGORY_PROMPT = """You sort the tickets of an online shop for outdoor equipment.

Answer with one of: delivery, damage, return, payment, question, complaint.
When two fit, take the one that has to be settled first. A ticket that only says
thank you is a question.
"""


@dataclass(frozen=True)
class Ticket:
    subject: str
    text: str


def classify(client: OpenAI, ticket: Ticket, timeout_seconds: float) -> str:
    answer = client.chat.completions.create(
        model="gpt-4o-mini",
        max_tokens=4,
        timeout=timeout_seconds,
        messages=[
            {"role": "system", "content": CATEGORY_PROMPT},
            {"role": "user", "content": f"{ticket.subject}\n\n{ticket.text}"},
        ],
    )
    return answer.choices[0].message.content or "question"
