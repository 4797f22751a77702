./c30v_cold_log.mini:14:7: &request{...} does not escape
./c30v_cold_log.mini:19:18: append escapes to heap
./c30v_cold_log.mini:29:13: ... argument does not escape
./c30v_cold_log.mini:29:14: t does not escape
./c30v_cold_log.mini:29:20: len(failed) does not escape
