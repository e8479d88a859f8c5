"""The disciplines of a team and who is invited to a new case (VOC-01, MDT-02)."""

from guidelines.terms import Term


class Discipline(Term):
    """A discipline that can sit in a meeting (VOC-01)."""

    MED_ONC = "MED_ONC", "肿瘤内科", "Medical oncology"
    RESP = "RESP", "呼吸内科", "Respiratory medicine"
    THOR_ONC = "THOR_ONC", "胸部肿瘤科", "Thoracic oncology"
    THOR_SURG = "THOR_SURG", "胸外科", "Thoracic surgery"
    RAD_ONC = "RAD_ONC", "放疗科", "Radiation oncology"
    ORTHO = "ORTHO", "骨科", "Orthopaedics"
    NUC_MED = "NUC_MED", "核医学科", "Nuclear medicine"
    RADIOLOGY = "RADIOLOGY", "影像科", "Diagnostic imaging"
    INTERVENTION = "INTERVENTION", "介入科", "Interventional medicine"
    PSYCH = "PSYCH", "心理康复科", "Psychological rehabilitation"
    STOMATOLOGY = "STOMATOLOGY", "口腔科", "Stomatology"
    SURGERY_OTHER = "SURGERY_OTHER", "其他外科", "Surgery, other"
    UPPER_HOSPITAL = "UPPER_HOSPITAL", "上级医院", "Higher-level hospital"
    PATHOLOGY = "PATHOLOGY", "病理科", "Pathology"
    PHARMACY = "PHARMACY", "药学", "Pharmacy"
    NURSING = "NURSING", "护理", "Nursing"
    LAB = "LAB", "检验科", "Laboratory"


# One place at the table: any one of these disciplines fills it.
Seat = frozenset[Discipline]

ONCOLOGY: Seat = frozenset({Discipline.MED_ONC, Discipline.THOR_ONC, Discipline.RESP})
IMAGING: Seat = frozenset({Discipline.RADIOLOGY, Discipline.NUC_MED})
SURGERY: Seat = frozenset({Discipline.ORTHO, Discipline.THOR_SURG})


def seat(discipline: Discipline) -> Seat:
    """Return a place at the table that only this discipline fills."""
    return frozenset({discipline})


def missing_seats(seats: tuple[Seat, ...], present: frozenset[Discipline]) -> tuple[Seat, ...]:
    """Return the places that nobody present fills, in the order asked for."""
    return tuple(place for place in seats if not place & present)


def in_order(disciplines: frozenset[Discipline]) -> tuple[Discipline, ...]:
    """Return the disciplines in the order of the vocabulary."""
    return tuple(discipline for discipline in Discipline if discipline in disciplines)


CORE = frozenset(
    {
        Discipline.MED_ONC,
        Discipline.THOR_SURG,
        Discipline.ORTHO,
        Discipline.RAD_ONC,
        Discipline.INTERVENTION,
        Discipline.NUC_MED,
        Discipline.PSYCH,
    }
)
SURVEYED = frozenset({Discipline.RESP, Discipline.THOR_ONC, Discipline.RADIOLOGY})


def invitations(*, dental_question: bool = False) -> tuple[Discipline, ...]:
    """Return the disciplines preselected for a new case of bone metastasis, in order (MDT-02).

    The core of the guideline; a dental question adds stomatology. Those of the white paper's survey,
    `offered`, are one click away.
    """
    dentist = seat(Discipline.STOMATOLOGY) if dental_question else frozenset()
    return in_order(CORE | dentist)


def offered(*, dental_question: bool = False) -> tuple[Discipline, ...]:
    """Return the disciplines that the white paper's survey and the expert add to the core (MDT-02)."""
    dentist = frozenset() if dental_question else seat(Discipline.STOMATOLOGY)
    return in_order(SURVEYED | dentist)
