./fields.mini:9:2: moved to heap: x
