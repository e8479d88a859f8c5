"""All data checks of a record (section 4 of the contract)."""

from guidelines.dataquality.bonedrugs import bone_drug_flags
from guidelines.dataquality.drugs import drug_flags
from guidelines.dataquality.flags import Flags
from guidelines.dataquality.labs import lab_flags
from guidelines.dataquality.mirels import mirels_flags
from guidelines.dataquality.places import place_flags
from guidelines.dataquality.staging import staging_flags
from guidelines.dataquality.treatment import treatment_flags
from guidelines.reading.calcium import CalciumEpisode
from guidelines.reading.limits import HospitalLimits
from guidelines.record.record import Record


def data_flags(record: Record, episodes: tuple[CalciumEpisode, ...], limits: HospitalLimits) -> Flags:
    """Return every contradiction in a record, in the order of the checks; `key` is the field it is about.

    Nothing depends on the day: a record that does not change keeps its flags.
    """
    return (
        *mirels_flags(record),
        *staging_flags(record),
        *place_flags(record, limits.safety),
        *bone_drug_flags(record, episodes, limits.drugs),
        *lab_flags(record, limits.safety),
        *treatment_flags(record),
        *drug_flags(record, episodes, limits.safety),
    )
