./panic_boxing.mini:9:9: e escapes to heap
