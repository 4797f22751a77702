./c30_cold_error_path.mini:22:7: &Ctx{...} does not escape
./c30_cold_error_path.mini:50:13: ... argument does not escape
./c30_cold_error_path.mini:50:14: t does not escape
./c30_cold_error_path.mini:50:25: lastErr == nil escapes to heap
