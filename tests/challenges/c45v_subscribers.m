./c45v_subscribers.mini:11:7: leaking param content: b
./c45v_subscribers.mini:11:18: leaking param: f
./c45v_subscribers.mini:11:48: append does not escape
./c45v_subscribers.mini:14:7: b does not escape
./c45v_subscribers.mini:24:7: func literal does not escape
./c45v_subscribers.mini:25:7: func literal does not escape
./c45v_subscribers.mini:31:26: ... argument does not escape
./c45v_subscribers.mini:31:31: work(5) does not escape
./c45v_subscribers.mini:31:40: work(8) does not escape
