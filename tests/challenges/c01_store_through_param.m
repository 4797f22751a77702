./c01_store_through_param.mini:19:11: dst does not escape
./c01_store_through_param.mini:19:22: leaking param: v
./c01_store_through_param.mini:41:26: ... argument does not escape
./c01_store_through_param.mini:41:31: work(5) does not escape
./c01_store_through_param.mini:41:40: work(9) does not escape
