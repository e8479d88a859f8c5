"""Table 4.1 and VOC-14: the drugs."""

from decimal import Decimal

import pytest

from guidelines.bone.agents import (
    AGENTS,
    Agent,
    AgentClass,
    Route,
    agent_from_name,
    is_bisphosphonate,
    standard_interval_days,
)
from guidelines.settings import Limits
from tests.guidelines.shorthand import mg

TABLE_4_1 = [
    (Agent.DENOSUMAB, AgentClass.RANKL, "120", Route.SC, 28),
    (Agent.NARLUMOSBART, AgentClass.RANKL, "-", None, None),
    (Agent.ZOLEDRONATE, AgentClass.BP, "4.0", Route.IV, 28),
    (Agent.PAMIDRONATE, AgentClass.BP, "90.0", Route.IV, 28),
    (Agent.IBANDRONATE, AgentClass.BP, "6.0", Route.IV, 28),
    (Agent.INCADRONATE, AgentClass.BP, "10.0", Route.IV, 28),
    (Agent.OTHER_BP, AgentClass.BP, "-", None, None),
]


@pytest.mark.parametrize(("agent", "agent_class", "dose", "route", "interval"), TABLE_4_1)
def test_master_data_are_those_of_table_4_1(
    agent: Agent, agent_class: AgentClass, dose: str, route: Route | None, interval: int | None
) -> None:
    facts = AGENTS[agent]
    assert (facts.agent_class, facts.dose_mg, facts.route) == (agent_class, mg(dose), route)
    assert facts.interval_days == standard_interval_days(agent) == interval
    assert facts.name.zh
    assert is_bisphosphonate(agent) is (agent_class is AgentClass.BP)


@pytest.mark.parametrize(
    ("name", "agent"),
    [
        ("denosumab", Agent.DENOSUMAB),
        ("DENOSUMAB", Agent.DENOSUMAB),
        ("地舒单抗", Agent.DENOSUMAB),
        ("地诺单抗", Agent.DENOSUMAB),
        ("狄诺塞麦", Agent.DENOSUMAB),
        ("zoledronic acid", Agent.ZOLEDRONATE),
        ("唑来膦酸", Agent.ZOLEDRONATE),
        ("唑来磷酸", Agent.ZOLEDRONATE),
        ("伊班膦酸（钠）", Agent.IBANDRONATE),
        ("Ibandronate sodium", Agent.IBANDRONATE),
        ("因卡磷酸二钠", Agent.INCADRONATE),
        ("因卡膦酸(二钠)", Agent.INCADRONATE),
        ("帕米磷酸", Agent.PAMIDRONATE),
        ("other_bp", Agent.OTHER_BP),
        ("纳鲁索拜单抗", Agent.NARLUMOSBART),
        ("unspecified bone-modifying drug", None),
        ("", None),
    ],
)
def test_a_drug_is_known_by_its_names_and_never_guessed(name: str, agent: Agent | None) -> None:
    assert agent_from_name(name) is agent


def test_a_hospital_sets_the_interval_of_each_class() -> None:
    limits = Limits(denosumab_interval_days=30, bp_interval_days=21)
    assert standard_interval_days(Agent.DENOSUMAB, limits) == 30
    assert standard_interval_days(Agent.ZOLEDRONATE, limits) == 21


def test_the_dose_of_denosumab_is_a_decimal() -> None:
    assert AGENTS[Agent.DENOSUMAB].dose_mg == Decimal(120)
