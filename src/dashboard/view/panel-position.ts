/** Where a panel stands, in Grafana's grid units. */
export interface PanelPosition {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
