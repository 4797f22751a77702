./c32v_clamped_make.mini:9:11: s does not escape
./c32v_clamped_make.mini:11:13: make([]byte, k) does not escape
./c32v_clamped_make.mini:24:13: ... argument does not escape
./c32v_clamped_make.mini:24:18: work("") does not escape
./c32v_clamped_make.mini:24:28: work("abc") does not escape
./c32v_clamped_make.mini:24:41: work(long[:50]) does not escape
./c32v_clamped_make.mini:24:58: work(long) does not escape
