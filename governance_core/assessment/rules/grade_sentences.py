"""Saying in words why a grade is proposed."""

from decimal import Decimal

from governance_core.assessment.model import GradeReason, Proposal
from governance_core.assessment.rules.sentences import plain

_ZH = {
    GradeReason.THRESHOLD: "得分 {points},按分数线为“{reached}”",
    GradeReason.VETO: "因一票否决,等次受限",
    GradeReason.ROUTINE: "平时考核结果不符合最高等次的条件",
    GradeReason.QUOTA: "最高等次名额({places} 个)已满",
    GradeReason.TIE: "并列人数多于剩余名额(共 {places} 个),均不评最高等次",
    GradeReason.TIE_BREAK: "与他人同分,按规定的维度得分决定",
    GradeReason.DECIDED: "由实名人员确定",
    GradeReason.UNGRADED: "得分尚不完整",
}
_EN = {
    GradeReason.THRESHOLD: "{points} points, by the thresholds “{reached}”",
    GradeReason.VETO: "a veto allows no better",
    GradeReason.ROUTINE: "the routine grades do not allow the top grade",
    GradeReason.QUOTA: "the places in the top grade ({places}) are taken",
    GradeReason.TIE: "equal to more people than places are left (of {places}), so none of them has the top grade",
    GradeReason.TIE_BREAK: "equal points, decided by the dimensions that the rule names",
    GradeReason.DECIDED: "decided by a named person",
    GradeReason.UNGRADED: "the score is not complete yet",
}


def explain_proposal(proposal: Proposal, language: str = "zh-CN") -> str:
    """Why a grade is proposed, as a sentence: English for "en…", Chinese for anything else."""
    english = language.startswith("en")
    templates, joint = (_EN, "; ") if english else (_ZH, ";")
    reached = "" if proposal.reached is None else proposal.reached.label.in_language(language)
    said = [
        templates[one].format(points=plain(proposal.points or Decimal(0)), reached=reached, places=proposal.places)
        for one in proposal.because
    ]
    if proposal.grade is None:
        head = "No grade: " if english else "不定等次:"
    else:
        grade = proposal.grade.label.in_language(language)
        head = f"Grade “{grade}”: " if english else f"等次“{grade}”:"
    return head + joint.join(said)
