./store_through_param.mini:8:11: c does not escape
./store_through_param.mini:8:20: leaking param: p
