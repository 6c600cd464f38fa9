"""Recall: a glossary, a search, a quiz and a daily rota for study communities, and their Discord front."""
