// Iteration over maps, in the order of the slots from a random start.
//
// An iterator stays in the table it began in, so it meets each entry at most once. When the map
// has moved on to a larger table, the old one tells which keys there were; whether a key is still there, and
// its present value, is looked up. Entries inserted since may be missed, as Go allows.
#include "map.h"

#include "entry.h"
#include "value.h"

#include <stddef.h>
#include <stdint.h>

typedef struct {
    void *key; // the public part, RtMapIter
    void *value;
    const RtType *type;
    const RtMap *map;
    const uint8_t *control; // NULL: the map was small
    char *entries;
    uint64_t groups;  // in the table; 1 for a small map
    uint64_t group;   // the present one
    uint64_t left;    // groups still to visit, the present one not counted
    uint32_t clears;  // of the map, at the start
    uint32_t pending; // slots of the present group to visit, as bits, rotated by `rotation`
    uint32_t rotation;
    uint32_t width; // slots in a group
} MapIterator;

_Static_assert(sizeof(MapIterator) <= sizeof(RtMapIter), "codegen reserves RT_MAP_ITER_SIZE bytes");

static bool is_in_current_table(const MapIterator *iter) {
    return iter->map->entries == iter->entries;
}

static uint32_t rotate(uint32_t bits, uint32_t by, uint32_t width) {
    return (bits >> by | bits << (width - by)) & ((UINT32_C(1) << width) - 1);
}

static void enter_group(MapIterator *iter) {
    uint32_t full = (1 << RT_MAP_SMALL) - 1; // a small map that was replaced by a table was full
    if (iter->control)
        full = map_group_full(iter->control + iter->group * MAP_GROUP);
    else if (is_in_current_table(iter))
        full = iter->map->used;
    iter->pending = rotate(full, iter->rotation, iter->width);
}

static bool is_full(const MapIterator *iter, uint64_t slot) {
    if (iter->control)
        return iter->control[slot] & MAP_FULL;
    return !is_in_current_table(iter) || (iter->map->used >> slot & 1);
}

// Sets key and value to an entry of the old table, as it is in the map now; false: it was deleted.
// A key that differs from itself (NaN) is never found again, but can only have gone by clear.
static bool look_up(MapIterator *iter, char *entry) {
    const RtType *type = iter->type;
    bool is_findable = type->key->flags & RT_FLAG_MEMEQ || equal_values(type->key, entry, entry);
    if (!is_findable) {
        iter->key = entry;
        iter->value = entry + type->value_offset;
        return iter->map->clears == iter->clears;
    }
    iter->value = rt_map_find((void *)type, (void *)iter->map, entry);
    iter->key = iter->value ? (char *)iter->value - type->value_offset : NULL;
    return iter->value != NULL;
}

void rt_map_iter_next(void *opaque) {
    MapIterator *iter = opaque;
    for (;;) {
        while (iter->pending == 0) {
            if (iter->left == 0) {
                iter->key = iter->value = NULL;
                return;
            }
            iter->left--;
            iter->group = (iter->group + 1) & (iter->groups - 1);
            enter_group(iter);
        }
        uint32_t bit = (uint32_t)__builtin_ctz(iter->pending);
        iter->pending &= iter->pending - 1;
        uint64_t slot = iter->group * MAP_GROUP + ((bit + iter->rotation) & (iter->width - 1));
        if (!is_full(iter, slot)) // deleted since the group was entered
            continue;
        char *entry = iter->entries + slot * (uint64_t)iter->type->entry_size;
        if (is_in_current_table(iter)) {
            iter->key = entry;
            iter->value = entry + iter->type->value_offset;
            return;
        }
        if (look_up(iter, entry))
            return;
    }
}

void rt_map_iter_init(void *opaque, void *type, void *map_value) {
    const RtMap *map = map_value;
    MapIterator *iter = opaque;
    *iter = (MapIterator){.type = type, .map = map};
    if (!map || map->count == 0)
        return;
    uint64_t random = hash_random();
    iter->control = map->control;
    iter->entries = map->entries;
    iter->clears = map->clears;
    iter->groups = map->control ? (map->mask + 1) / MAP_GROUP : 1;
    iter->width = map->control ? MAP_GROUP : RT_MAP_SMALL;
    iter->group = (random >> 8) & (iter->groups - 1);
    iter->rotation = random & (iter->width - 1);
    iter->left = iter->groups - 1;
    enter_group(iter);
    rt_map_iter_next(opaque);
}
