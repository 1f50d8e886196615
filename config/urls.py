"""Addresses of the installation: the portal at the root, the admin beside it."""

from django.urls import include, path

from workflow.admin import office

urlpatterns = [
    path("admin/", office.urls),
    path("", include("workflow.portal.urls")),
]
