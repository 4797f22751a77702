./c49v_queue.mini:15:10: &N{...} does not escape
./c49v_queue.mini:15:20: &N{...} does not escape
./c49v_queue.mini:16:10: &N{...} does not escape
./c49v_queue.mini:16:29: []*N{...} does not escape
./c49v_queue.mini:16:35: &N{...} does not escape
./c49v_queue.mini:16:54: []*N{...} does not escape
./c49v_queue.mini:17:7: &N{...} does not escape
./c49v_queue.mini:17:26: []*N{...} does not escape
./c49v_queue.mini:18:11: []*N{...} does not escape
./c49v_queue.mini:24:13: append does not escape
./c49v_queue.mini:29:26: ... argument does not escape
./c49v_queue.mini:29:31: work(3) does not escape
./c49v_queue.mini:29:40: work(8) does not escape
