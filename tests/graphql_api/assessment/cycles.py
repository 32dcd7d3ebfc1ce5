"""The documents by which a quarter is opened, brought on and looked at."""

OPEN = """mutation ($input: OpenCycleInput!) { openCycle(input: $input) { CYCLE } }"""
ADVANCE = """mutation ($input: AdvanceCycleInput!) { advanceCycle(input: $input) { CYCLE } }"""
CYCLE = """... on AssessmentCycle { id code stage dueOn version
  stages { stage enteredOn dueOn name } tallies { stage state done total fault } }
  ... on UserError { code path message } ... on InvalidInputError { faults { code path } }"""
SEEN = """id version personName unitName
  selfAssessments { nodes { statement } } reviews { nodes { grade comment reviewerName } }
  adjustments { nodes { id points reason authorName withdrawnAt } }
  appeals { nodes { id status statement reason assigneeName deciderName } }
  decisions { nodes { grade proposed reason deciderName } }
  grades { grade proposed points because explanation deciderName result { points derivation { contribution children {
    code rule title contribution children { code contribution } } } } }"""
ACT = """mutation ($input: TYPE!) { VERB(input: $input) { ... on Appraisal { SEEN }
  ... on UserError { code path } ... on InvalidInputError { faults { code path } } } }"""
APPRAISALS = """query ($cycle: ID!) { appraisals(filter: {cycle: $cycle}) { nodes { SEEN } } }"""
STAGES = ("SELF_ASSESSMENT", "REVIEW", "CALIBRATION", "PUBLICITY", "APPEALS")


def act(verb: str) -> str:
    """The document of an act on an appraisal."""
    document = ACT.replace("TYPE", f"{verb[0].upper()}{verb[1:]}Input").replace("VERB", verb)
    return document.replace("SEEN", SEEN)


def quarter(town, **changed):
    """The input that opens the third quarter of 2020."""
    return {
        "code": "2020-q3",
        "kind": "ROUTINE",
        "title": {"zh": "2020年第三季度平时考核"},
        "period": {"from": "2020-07-01", "to": "2020-10-01"},
        "unit": town["town"],
        "schemes": ["village-2020-h2"],
        "timetable": [{"stage": stage, "workingDays": 5} for stage in STAGES],
        "grading": {"quotaBy": "WHOLE", "topShare": "40", "ties": ["work"]},
    } | changed
