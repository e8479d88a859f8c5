"""Who may open the addresses of imaging."""

from guidelines.imaging.modalities import Modality
from guidelines.lesions import Bone
from imaging.sheets import LESION, STUDY
from imaging.specs import LesionSpec, StudySpec
from tests.access import Table
from tests.cast import TODAY
from tests.patients.access import sheet_rows

ROWS: Table = {
    **sheet_rows(STUDY, StudySpec(modality=Modality.CT, done_on=TODAY)),
    **sheet_rows(LESION, LesionSpec(site="T8", bone=Bone.SPINE, first_seen_on=TODAY)),
}
