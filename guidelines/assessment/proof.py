"""Bone metastasis that a document calls confirmed, against what the record proves (DX-18, DX-19)."""

from dataclasses import replace

from guidelines.assessment.chart import Chart
from guidelines.assessment.pathway_facts import evidence_of
from guidelines.dataquality.flags import Flags, field_of
from guidelines.findings import Severity
from guidelines.pathway.evidence import imaging_check


def proof_flags(chart: Chart) -> Flags:
    """Return the flag on an imported confirmation that the record does not prove, else nothing.

    Who confirms in a form is stopped by the same rule and answers it there; no rule stops an import. Who
    confirms by a biopsy states its result.
    """
    bone = chart.record.bone_metastasis
    if bone is None or not chart.confirmed or not bone.imported or bone.by_biopsy:
        return ()
    found = imaging_check(evidence_of(chart))
    return () if found is None else (replace(found, severity=Severity.FLAG, key=field_of(bone, "basis")),)
