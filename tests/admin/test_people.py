"""Who opens the admin, what they may change there, and what the log keeps of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.office import Office
from workflow.actions import granting
from workflow.errors import Refused
from workflow.models import AuditEntry, RoleGrant, User

pytestmark = pytest.mark.django_db


def browser_of(name: str) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(username=name))
    return browser


def form_of(user: User, **changes: str) -> dict[str, str]:
    """The form of a person's page as it is, with one more role."""
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "office": user.office,
        "title": user.title,
        "is_active": "on",
        "clearance": str(user.clearance),
        "grants-TOTAL_FORMS": "1",
        "grants-INITIAL_FORMS": "0",
        "grants-0-user": str(user.pk),
        "grants-0-role": "referral_desk",
        "listings-TOTAL_FORMS": "0",
        "listings-INITIAL_FORMS": "0",
        **changes,
    }


@pytest.mark.parametrize("name", ["alice", "boris", "charlie", "dora", "rosa", "otto"])
def test_only_administrators_and_auditors_open_the_admin(office: Office, name: str) -> None:
    assert browser_of(name).get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("name", ["adam", "ada"])
def test_the_dashboard_counts_and_links(office: Office, name: str) -> None:
    office.released()
    page = browser_of(name).get(reverse("admin:index")).content.decode()
    assert "Reviews by state" in page and "Cables by the year classification ends" in page
    assert "<svg" in page and "<table" in page
    assert "state__exact=RELEASED" in page


def test_every_number_of_the_dashboard_is_the_length_of_its_list(office: Office) -> None:
    office.released()
    browser = browser_of("adam")
    dashboard = browser.get(reverse("admin:index")).context["dashboard"]
    figures = [*dashboard.headlines, *(bar.figure for c in dashboard.charts for bar in c.bars)]
    assert figures
    for figure in figures:
        listed = browser.get(figure.href).context["cl"].result_count
        assert (figure.name, listed) == (figure.name, figure.count)


def test_no_page_of_the_admin_holds_words_of_a_cable(office: Office) -> None:
    review_id = office.released().review_id
    cable = office.cable(review_id)
    browser = browser_of("adam")
    for model, pk in (("cable", cable.pk), ("review", review_id)):
        for url in (
            reverse(f"admin:workflow_{model}_changelist"),
            reverse(f"admin:workflow_{model}_change", args=[pk]),
        ):
            page = browser.get(url).content.decode()
            assert "Marlow" not in page and "dredging" not in page.lower()
            assert cable.subject not in page


def test_records_cannot_be_added_changed_or_deleted(office: Office) -> None:
    review_id = office.released().review_id
    browser = browser_of("adam")
    for model in ("cable", "review", "release", "auditentry"):
        assert browser.get(reverse(f"admin:workflow_{model}_add")).status_code == 403
    for page in ("change", "delete"):
        url = reverse(f"admin:workflow_review_{page}", args=[review_id])
        assert browser.post(url, {"post": "yes"}).status_code == 403


def test_a_role_granted_is_an_entry_of_the_log(office: Office) -> None:
    alice = User.objects.get(username="alice")
    before = AuditEntry.objects.filter(entry__startswith='{"act":"person.rights_changed"').count()
    url = reverse("admin:workflow_user_change", args=[alice.pk])
    answer = browser_of("adam").post(url, form_of(alice))
    assert answer.status_code == 302
    grant = RoleGrant.objects.get(user=alice, role="referral_desk")
    assert grant.granted_by is not None and grant.granted_by.username == "adam"
    after = AuditEntry.objects.filter(entry__startswith='{"act":"person.rights_changed"').count()
    assert after == before + 1


def test_nobody_changes_their_own_rights(office: Office) -> None:
    adam = User.objects.get(username="adam")
    url = reverse("admin:workflow_user_change", args=[adam.pk])
    assert browser_of("adam").post(url, form_of(adam)).status_code == 403
    assert not RoleGrant.objects.filter(user=adam, role="referral_desk").exists()
    with pytest.raises(Refused) as refusal:
        granting.record_rights(adam.pk, actor=office.cast.adam)
    assert refusal.value.code == "own-rights"


def test_an_auditor_looks_and_changes_nothing(office: Office) -> None:
    alice = User.objects.get(username="alice")
    url = reverse("admin:workflow_user_change", args=[alice.pk])
    browser = browser_of("ada")
    assert browser.get(url).status_code == 200
    assert browser.post(url, form_of(alice)).status_code == 403
    assert not RoleGrant.objects.filter(user=alice, role="referral_desk").exists()


def test_only_an_administrator_records_rights(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        granting.record_rights(office.cast.alice.id, actor=office.cast.boris)
    assert refusal.value.code == "role-missing"
