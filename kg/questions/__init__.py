"""The competency questions: one query each, with what it asks, of whom, and what it is given."""

from kg.questions.ask import Given, Question, ask_question, bound_terms, question, questions
from kg.questions.paging import page_query

__all__ = [
    "Given",
    "Question",
    "ask_question",
    "bound_terms",
    "page_query",
    "question",
    "questions",
]
