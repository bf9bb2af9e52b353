"""The registrar's page: cases by state and time limit, form, papers, pre-check, decision, lists, figures."""
