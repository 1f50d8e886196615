"""Addresses of the portal. One line for each page and for each act."""

from __future__ import annotations

from django.urls import path

from workflow.portal.views import people, queue, reading, record, review, settling, steps

app_name = "portal"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("intake", queue.intake, name="intake"),
    path("log-in", people.LogIn.as_view(), name="log-in"),
    path("log-out", people.LogOut.as_view(), name="log-out"),
    path("account", people.account, name="account"),
    path("account/password", people.Password.as_view(), name="password"),
    path("cables/<int:cable_id>", record.cable, name="cable"),
    path("cables/<int:cable_id>/reading", reading.reading, name="reading"),
    path("cables/<int:cable_id>/doubts/accept", settling.accept, name="accept-doubt"),
    path(
        "cables/<int:cable_id>/doubts/accept-warnings",
        settling.accept_warnings,
        name="accept-warnings",
    ),
    path("cables/<int:cable_id>/doubts/correct", settling.correct, name="correct-fact"),
    path("cables/<int:cable_id>/doubts/split", settling.split, name="undo-join"),
    path("cables/<int:cable_id>/doubts/join", settling.join, name="restore-join"),
    path("reviews/<int:review_id>", review.review, name="review"),
    path("reviews/<int:review_id>/history", record.history, name="history"),
    path("reviews/<int:review_id>/portions/<slug:portion>", review.words, name="words"),
    path("reviews/<int:review_id>/decide", review.decide, name="decide"),
    path("reviews/<int:review_id>/mark", review.mark, name="mark"),
    path("reviews/<int:review_id>/mark-same", review.mark_same, name="mark-same"),
    path("reviews/<int:review_id>/remove-mark", review.remove_mark, name="remove-mark"),
    path("reviews/<int:review_id>/withhold", review.withhold, name="withhold"),
    path("reviews/<int:review_id>/accept", steps.accept, name="accept"),
    path("reviews/<int:review_id>/assign", steps.assign, name="assign"),
    path("reviews/<int:review_id>/put-back", steps.put_back, name="put-back"),
    path("reviews/<int:review_id>/submit", steps.submit, name="submit"),
    path("reviews/<int:review_id>/concur", steps.concur, name="concur"),
    path("reviews/<int:review_id>/send-back", steps.send_back, name="send-back"),
    path("reviews/<int:review_id>/approve", steps.approve, name="approve"),
    path("reviews/<int:review_id>/deny", steps.deny, name="deny"),
    path("reviews/<int:review_id>/produce", steps.produce, name="produce"),
    path("reviews/<int:review_id>/pass-check", steps.pass_check, name="pass-check"),
    path("reviews/<int:review_id>/fail-check", steps.fail_check, name="fail-check"),
    path("releases/<int:release_id>", record.release, name="release"),
    path(
        "releases/<int:release_id>/pages/<int:number>.png", record.release_page, name="release-page"
    ),
    path("releases/<int:release_id>/copy/<str:name>", record.release_copy, name="release-copy"),
    path("releases/<int:release_id>/files/<str:name>", record.release_file, name="release-file"),
]
