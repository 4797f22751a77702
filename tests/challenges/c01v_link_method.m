./c01v_link_method.mini:12:7: b does not escape
./c01v_link_method.mini:12:25: leaking param: l
./c01v_link_method.mini:12:28: leaking param: r
./c01v_link_method.mini:27:26: ... argument does not escape
./c01v_link_method.mini:27:31: work(3) does not escape
./c01v_link_method.mini:27:40: work(8) does not escape
