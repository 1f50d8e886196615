"""The stock admin site, under our own name and with the dashboard as its front page."""

from django.contrib.admin.apps import AdminConfig as StockAdminConfig


class AdminConfig(StockAdminConfig):
    """Django's admin, with our site class."""

    default_site = "workflow.admin.site.OfficeSite"
