"""Who must act on a finding (catalogue VOC-03)."""

from guidelines.terms import Term


class Role(Term):
    """A user role as the rule catalogue names it."""

    ONCOLOGIST = "ONCOLOGIST", "肿瘤科医生", "Oncologist"
    MDT_COORDINATOR = "MDT_COORDINATOR", "MDT 协调员", "MDT coordinator"
    NURSE = "NURSE", "护士", "Nurse"
    RADIOLOGIST = "RADIOLOGIST", "影像科医生", "Radiologist"
    ADMIN = "ADMIN", "管理员", "Administrator"
