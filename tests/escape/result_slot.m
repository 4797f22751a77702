./result_slot.mini:9:9: &point{...} does not escape
./result_slot.mini:13:9: &point{...} escapes to heap
./result_slot.mini:19:10: &point{...} does not escape
