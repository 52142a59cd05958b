"""Where stages and schedules of plans do not fit (フェーズ不整合): faults with their evidence."""
