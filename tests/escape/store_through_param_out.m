./store_through_param_out.mini:8:10: c does not escape
./store_through_param_out.mini:9:2: moved to heap: x
