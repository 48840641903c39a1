{{- define "dashpreview.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "dashpreview.selector" -}}
app.kubernetes.io/name: dashpreview
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "dashpreview.labels" -}}
{{ include "dashpreview.selector" . }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "dashpreview.receiverPort" -}}
{{ if eq .Values.receiver.kind "victoriametrics" }}8428{{ else }}9090{{ end }}
{{- end }}

{{- define "dashpreview.receiverUrl" -}}
{{- if .Values.receiver.enabled -}}
http://{{ include "dashpreview.name" . }}-receiver.{{ .Release.Namespace }}:{{ include "dashpreview.receiverPort" . }}
{{- else -}}
{{ required "receiver.url is needed with receiver.enabled: false" .Values.receiver.url }}
{{- end -}}
{{- end }}

{{- define "dashpreview.pod" -}}
automountServiceAccountToken: false
# A service's name must not become a variable that begins with DASHPREVIEW_.
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  # The user `node` of the image.
  runAsUser: 1000
  runAsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "dashpreview.container" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "dashpreview.env" -}}
- { name: GRAFANA_URL, value: {{ .Values.grafana.url | quote }} }
{{- with .Values.grafana.publicUrl }}
- { name: DASHPREVIEW_GRAFANA_PUBLIC_URL, value: {{ . | quote }} }
{{- end }}
- { name: PROMETHEUS_URL, value: {{ include "dashpreview.receiverUrl" . | quote }} }
- name: GRAFANA_TOKEN
  valueFrom: { secretKeyRef: { name: {{ .Values.secret.name }}, key: {{ .Values.secret.grafanaTokenKey }} } }
{{- end }}
