"""The questions in SQL by hand, in Chinese alone."""

from benchmarks.requests.limit.writing import Words, end, seen, shouted, so
from governance_core.organisation import STANDARD_POSTS
from governance_core.training import Audience
from governance_core.training.rules.sessions import AUDIENCE_POSTS

UNITS, CODES, PEOPLE = "organisation_unit_state", "organisation_unit_code", "organisation_person_state"
POSTS, HELD, MEMBERS = "organisation_post_state", "organisation_appointment_state", "organisation_membership"


def code(unit: str) -> str:
    """The official code of a unit, the first by scheme."""
    return f"(SELECT k.value FROM {CODES} k WHERE k.unit_id={unit}.unit_id AND {so('k')} ORDER BY k.scheme LIMIT 1)"


def unit(words: Words) -> str:
    """Q1: a unit by its code ($4) with what stands above it and the first 20 below."""
    above = words.array(
        words.made(id="'Unit:'||a.unit_id", name="a.name_zh", kind="a.kind", code=code("a")),
        "-a.level",
        f"{UNITS} a WHERE a.unit_id IN {words.steps('u.path')} AND a.unit_id<>u.unit_id AND {so('a')}",
    )
    below = words.array(
        words.made(id="'Unit:'||b.unit_id", name="b.name_zh", kind="b.kind", code=code("b")),
        "b.unit_id",
        f"{UNITS} b WHERE b.parent_id=u.unit_id AND {so('b')}",
        limit=20,
    )
    made = words.made(id="'Unit:'||u.unit_id", name="u.name_zh", kind="u.kind", code=code("u"), level="u.level",
                      ancestors=above, children=words.made(nodes=below))  # fmt: skip
    found = f"""SELECT {made} FROM {CODES} c JOIN {UNITS} u ON u.unit_id=c.unit_id AND {so("u")} AND {seen("u")}
      WHERE c.value=$4 AND {so("c")}"""
    return f"SELECT {words.made(data=words.made(unit=f'({found})'))}"


def _people(words: Words, inside: str) -> str:
    """The people whose ids a statement gives, as each engine finds them best."""
    if words.sqlite:
        return f"{PEOPLE} p WHERE p.person_id IN ({inside}) AND {so('p')}"
    return (
        f"(SELECT DISTINCT h_.person_id FROM ({inside}) h_) f JOIN {PEOPLE} p ON p.person_id=f.person_id AND {so('p')}"
    )


def people(words: Words) -> str:
    """Q2: the first 50 people with a post in the subtree of a unit ($4), with their posts, latest scores and units."""
    holds = words.array(
        words.made(
            basis=shouted("a.basis"),
            post=f"CASE WHEN t.post_id IS NOT NULL THEN {words.made(title='t.title_zh')} END",
            unit=words.made(id="'Unit:'||w.unit_id", name="w.name_zh"),
        ),
        "a.appointment_id",
        f"""{HELD} a JOIN {UNITS} w ON w.unit_id=a.unit_id AND {so("w")} AND {seen("w")}
          LEFT JOIN {POSTS} t ON t.post_id=a.post_id AND {so("t")} WHERE a.person_id=p.person_id AND {so("a")}""",
        limit=5,
    )
    scores = words.array(
        words.made(
            points="CAST(x.points AS TEXT)",
            asOf="x.as_of",
            indicator=words.made(code="i.code", title="i.title_zh"),
        ),
        "x.k",
        """(SELECT *,1 AS k FROM assessment_score WHERE person_id=p.person_id AND part=''
            ORDER BY as_of DESC,id LIMIT 1) x
          JOIN assessment_indicator i ON i.id=x.indicator_id""",
    )
    root = f"(SELECT r.path FROM {UNITS} r WHERE r.unit_id=$4 AND {so('r')})"
    inside = f"""SELECT h.person_id FROM {UNITS} u {words.then} {HELD} h ON h.unit_id=u.unit_id AND {so("h")}
      WHERE u.path>={root} AND u.path<{end(root)} AND {so("u")} AND {seen("u")}"""
    nodes = words.array(
        words.made(
            id="'Person:'||p.person_id",
            name="p.name",
            appointments=words.made(nodes=holds),
            indicatorScores=words.made(nodes=scores),
        ),
        "p.person_id",
        _people(words, inside),
        limit=50,
    )
    return f"SELECT {words.made(data=words.made(people=words.made(nodes=nodes)))}"


def _sums(words: Words, unit: str, scheme: str, **fields: str) -> str:
    """The sums of a scheme that are kept for a unit, by indicator."""
    source = f"""assessment_roll_up x JOIN assessment_indicator i ON i.id=x.indicator_id
      WHERE x.unit_id={unit} AND x.scheme_id={scheme}"""
    return words.made(nodes=words.array(words.made(**fields), "x.indicator_id", source, limit=20))


def sums(words: Words) -> str:
    """Q3: what the cadres of each child of a unit ($4) come to under a scheme ($5), by indicator."""
    mean = words.mean("x.points", "x.cadres")
    each = _sums(words, "b.unit_id", "$5", cadres="x.cadres", points="CAST(x.points AS TEXT)", mean=mean,
                 records="x.records", indicator=words.made(code="i.code", title="i.title_zh"))  # fmt: skip
    below = words.array(
        words.made(id="'Unit:'||b.unit_id", name="b.name_zh", assessmentRollUps=each),
        "b.unit_id",
        f"{UNITS} b WHERE b.parent_id=u.unit_id AND {so('b')}",
        limit=50,
    )
    made = words.made(id="'Unit:'||u.unit_id", name="u.name_zh", children=words.made(nodes=below))
    found = f"SELECT {made} FROM {UNITS} u WHERE u.unit_id=$4 AND {so('u')} AND {seen('u')}"
    return f"SELECT {words.made(data=words.made(unit=f'({found})'))}"


def gaps(words: Words) -> str:
    """Q4: the gaps of the first 50 people with a post in the area of a unit ($4).

    Gaps are shown where they hold today and the caller sees every post of the person.
    """
    demanded = words.array(
        words.made(competency="c.code", title="c.title_zh", required="g.required", level="g.level", size="g.size",
                   weight="g.weight", postKinds=words.plain("g.post_kinds")),
        "g.place",
        "training_gap g JOIN training_competency c ON c.id=g.competency_id WHERE g.person_id=p.person_id",
    )  # fmt: skip
    hidden = f"""SELECT 1 FROM {HELD} a JOIN {UNITS} w ON w.unit_id=a.unit_id AND {so("w")}
      WHERE a.person_id=p.person_id AND {so("a")} AND NOT ({seen("w")})"""
    shown = "z.framework_id IS NOT NULL AND z.as_of<=$1 AND z.holds_until>$1"
    kept = f"""(SELECT CASE WHEN {shown} AND NOT EXISTS ({hidden}) THEN {demanded} END
      FROM training_standing z WHERE z.person_id=p.person_id)"""
    inside = f"""SELECT h.person_id FROM {UNITS} w {words.then} {HELD} h ON h.unit_id=w.unit_id AND {so("h")}
      WHERE w.area_path>=u.area_path AND w.area_path<{end("u.area_path")} AND {so("w")}"""
    nodes = words.array(
        words.made(id="'Person:'||p.person_id", name="p.name", competenceGaps=kept),
        "p.person_id",
        _people(words, inside),
        limit=50,
    )
    made = words.made(id="'Unit:'||u.unit_id", name="u.name_zh", peopleInArea=words.made(nodes=nodes))
    found = f"SELECT {made} FROM {UNITS} u WHERE u.unit_id=$4 AND {so('u')} AND {seen('u')}"
    return f"SELECT {words.made(data=words.made(unit=f'({found})'))}"


def dashboard(words: Words) -> str:
    """Q5: a village ($4) at a glance; training from a day ($5) until another ($6), sums of a scheme ($7)."""
    then = words.then
    return f"""WITH root AS MATERIALIZED (SELECT u.* FROM {UNITS} u WHERE u.unit_id=$4 AND {so("u")} AND {seen("u")}),
      area AS {words.inlined} (SELECT u.unit_id,u.kind FROM {UNITS} u WHERE u.area_path>=(SELECT area_path FROM root)
        AND u.area_path<{end("(SELECT area_path FROM root)")} AND {so("u")}),
      holding AS {words.inlined} (SELECT a.person_id,t.kind
        FROM area w {then} {HELD} a ON a.unit_id=w.unit_id AND {so("a")}
        {then} {POSTS} t ON t.post_id=a.post_id AND {so("t")}),
      {_team(words)},
      {_audiences(words)}
      SELECT {words.made(data=words.made(unit=f"(SELECT {_glance(words)} FROM root u)"))}"""


def _glance(words: Words) -> str:
    then = words.then
    parent = f"""(SELECT {words.made(id="'Unit:'||p.unit_id", name="p.name_zh")} FROM {UNITS} p
      WHERE p.unit_id=u.parent_id AND {so("p")} AND {seen("p")})"""
    below = f"{UNITS} b WHERE b.parent_id=u.unit_id AND {so('b')}"
    children = words.array(words.made(id="'Unit:'||b.unit_id", name="b.name_zh"), "b.unit_id", below, limit=10)
    lacking = f"""(SELECT count(*) FROM area w {then} {POSTS} t ON t.unit_id=w.unit_id AND {so("t")} WHERE t.seats>
      (SELECT count(*) FROM {HELD} a WHERE a.post_id=t.post_id AND {so("a")}))"""
    there = f"""(SELECT count(*) FROM (SELECT DISTINCT person_id FROM holding) f {then} {PEOPLE} p
      ON p.person_id=f.person_id AND {so("p")})"""
    serving = words.array(
        words.made(id="'Unit:'||b.unit_id", name="b.name_zh", kind="b.kind"),
        "b.unit_id",
        f"{UNITS} b WHERE b.area_id=u.unit_id AND {so('b')}",
        limit=5,
    )
    projects = words.array(
        words.made(practiceId="x.practice_id", stage=shouted("x.stage"), unit=words.made(name="u.name_zh")),
        "x.practice_id",
        f"practices_adoption_state x WHERE x.unit_id=u.unit_id AND {so('x')}",
    )
    coverage = words.array(
        words.made(audience="o.code", members="o.members", reached="o.reached"),
        "o.place",
        """(SELECT x.place,x.code,count(c.person_id) AS members,coalesce(sum(c.spent),0) AS reached
          FROM audience x LEFT JOIN counted c ON c.place=x.place GROUP BY x.place,x.code) o""",
    )
    return words.made(
        id="'Unit:'||u.unit_id",
        name="u.name_zh",
        kind="u.kind",
        code=code("u"),
        parent=parent,
        children=words.made(totalCount=f"(SELECT count(*) FROM {below})", nodes=children),
        descendants=words.made(totalCount="(SELECT count(*) FROM area w WHERE w.kind='household')"),
        peopleInArea=words.made(totalCount=there),
        vacancies=words.made(totalCount=lacking),
        leadershipTeam=_leadership(words),
        serving=words.made(nodes=serving),
        specialProjects=projects,
        trainingCoverage=coverage,
        assessmentRollUps=_sums(
            words,
            "u.unit_id",
            "$7",
            cadres="x.cadres",
            mean=words.mean("x.points", "x.cadres"),
            indicator=words.made(code="i.code"),
        ),
    )


def _team(words: Words) -> str:
    then = words.then
    kinds = [*STANDARD_POSTS.leading("party-committee"), *STANDARD_POSTS.leading("village")]
    rows = ",".join(
        f"({place},'{kind.code}','{kind.label.zh}',{kind.required},{kind.establishment})"
        for place, kind in enumerate(kinds)
    )
    return f"""team(place,kind,title,required,most) AS (VALUES {rows}),
      held AS MATERIALIZED (SELECT t.kind,a.appointment_id,a.basis,p.name
        FROM (SELECT $4 AS unit_id UNION ALL SELECT s.unit_id FROM {UNITS} s
          WHERE s.area_id=$4 AND s.kind='party-committee' AND {so("s")}) w
        {then} {POSTS} t ON t.unit_id=w.unit_id AND {so("t")} {then} {HELD} a ON a.post_id=t.post_id AND {so("a")}
        {then} {PEOPLE} p ON p.person_id=a.person_id AND {so("p")}),
      seats AS (SELECT t.*,(SELECT count(*) FROM held h WHERE h.kind=t.kind) AS filled FROM team t)"""


def _leadership(words: Words) -> str:
    holders = words.array(
        words.made(basis=shouted("h.basis"), person=words.made(name="h.name")),
        "h.appointment_id",
        "held h WHERE h.kind=s.kind",
    )
    seats = words.array(
        words.made(postKind="s.kind", title="s.title", required="s.required", filled="s.filled", holders=holders),
        "s.place",
        "seats s",
    )
    lacks = "s.required>s.filled"
    findings = words.array(
        words.made(
            code=f"CASE WHEN {lacks} THEN 'POST_VACANT' ELSE 'OVER_ESTABLISHMENT' END",
            postKind="s.kind",
            expected=f"CASE WHEN {lacks} THEN s.required ELSE s.most END",
            found="s.filled",
        ),
        "s.place",
        f"seats s WHERE {lacks} OR s.filled>s.most",
    )
    return words.made(seats=seats, findings=findings)


def _audiences(words: Words) -> str:
    then = words.then
    rows = ",".join(f"({place},'{one.name}')" for place, one in enumerate(Audience))
    kinds = ",".join(
        f"({place},'{kind}')" for place, one in enumerate(Audience) for kind in sorted(AUDIENCE_POSTS.get(one, ()))
    )
    return f"""audience(place,code) AS (VALUES {rows}),
      counts(place,kind) AS (VALUES {kinds}),
      member AS MATERIALIZED (SELECT DISTINCT c.place,h.person_id FROM holding h JOIN counts c ON c.kind=h.kind
        UNION SELECT {list(Audience).index(Audience.PARTY_MEMBERS)},m.person_id FROM area w
        {then} {MEMBERS} m ON m.unit_id=w.unit_id AND {so("m")} AND m.kind='party'),
      counted AS (SELECT m.place,m.person_id,CASE WHEN EXISTS (SELECT 1 FROM training_participation q
        JOIN training_session s ON s.id=q.session_id AND s.hours>0
        WHERE q.person_id=m.person_id AND q.held_on>=$5 AND q.held_on<$6) THEN 1 ELSE 0 END AS spent FROM member m)"""
