export interface MaintenanceTables {
  maintenance_windows: {
    id: string;
    node_id: number;
    starts_at: Date;
    ends_at: Date;
    time_zone: string;
    comment: string | null;
    created_by: string;
    created_at: Date;
    updated_at: Date;
    version: number;
    cancelled_at: Date | null;
    told_day_before: boolean;
    told_start: boolean;
    told_end: boolean;
  };
}
