/** Types of Terraform resources that hold a dashboard. */
export const dashboardResource = /^grafana_dashboard$|^grafana_apps_dashboard_(?:dashboard_)?v\d/;
