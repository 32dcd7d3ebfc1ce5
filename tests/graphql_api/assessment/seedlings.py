"""What tests of talent seedlings say to the service."""

REFUSAL = "... on UserError { code path message } ... on InvalidInputError { faults { code path } }"
SHOWN = """... on Seedling { id version status planVersion personName unitName mentorName mentorInOffice endedOn reason
  period { from to } aimsFor mentors { name inOffice validity { from } } appointment { id } decider { name }
  goals { nodes { code title dueOn competency reachedOn superseded record { id } } } }"""


def act(name, shown=SHOWN):
    """The document of a mutation."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    return f"mutation ($input: {kind}!) {{ {name}(input: $input) {{ __typename {shown} {REFUSAL} }} }}"


NOMINATE, CHANGE, PLAN, REACH, END = (
    act(name) for name in ("nominateSeedling", "changeMentor", "planDevelopment", "reachGoal", "endSeedling")
)
OBSERVE = act("observeSeedling", "... on SeedlingObservation { id text observedOn observerName record { id } }")


def nomination(town, **changed):
    """Wang is nominated for the secretary's post, under Li."""
    return {
        "person": town["wang"],
        "unit": town["hefeng"],
        "aimsFor": "party-secretary",
        "period": {"from": "2020-03-01", "to": "2022-03-01"},
        "mentor": town["li"],
    } | changed


def goal(code="law", due="2020-06-30", **changed):
    """A goal of a plan."""
    return {"code": code, "title": {"zh": f"目标{code}", "en": f"Goal {code}"}, "dueOn": due} | changed
