"""A framework and programmes to test against, as files have them, and the act of assessing somebody."""

FRAMEWORK = """\
code: village-posts
title: {zh: 村居干部胜任力框架, en: Village posts}
levels: [了解, 掌握, 精通]
competencies:
  - {code: mass-work, title: {zh: 群众工作, en: Work with people}}
  - {code: law, title: 依法办事}
requirements:
  - {post_kind: party-secretary, competency: mass-work, level: 3}
  - {post_kind: party-secretary, competency: law, level: 2}
  - {post_kind: party-committee-member, competency: mass-work, level: 2, weight: 2}
"""
PROGRAMMES = """\
code: mass-work-course
title: {zh: 群众工作送课, en: Course on work with people}
format: village-course
hours: 4
seats: 20
outcomes: [{competency: mass-work, to_level: 2}]
audiences: [village-cadres]
---
code: long-course
title: 集中培训
format: concentrated
hours: 16
seats: 20
outcomes: [{competency: mass-work, to_level: 3}]
audiences: [village-cadres]
"""
ASSESS = """mutation ($input: AssessCompetenceInput!) { assessCompetence(input: $input) {
  ... on AssessedCompetence { id level person { name } } ... on UserError { code }
  ... on InvalidInputError { faults { code path } } } }"""
