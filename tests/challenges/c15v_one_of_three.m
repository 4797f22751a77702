./c15v_one_of_three.mini:22:26: ... argument does not escape
./c15v_one_of_three.mini:22:34: work(1).v does not escape
./c15v_one_of_three.mini:22:46: work(10).v does not escape
