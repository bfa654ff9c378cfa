"""The competency questions: one query each, with what it asks, of whom, and what it is given."""

from kg.questions.ask import Given, Question, ask_question, bound_terms, question, questions

__all__ = ["Given", "Question", "ask_question", "bound_terms", "question", "questions"]
