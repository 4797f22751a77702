./goto_loop.mini:8:2: moved to heap: v
