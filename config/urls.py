"""Addresses of the installation: the portal at the root, the admin beside it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("workflow.portal.urls")),
]
