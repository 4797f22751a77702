// Maps: one flat table with a control byte per slot, searched 16 slots at a time (the design of
// Abseil's Swiss tables: Kulukundis, CppCon 2017). Groups are aligned and visited in triangular order,
// which reaches each of a power of two of groups. At most 7/8 of the slots are ever non-empty,
// so a search always ends at a group with an empty slot.
//
// The functions that search are compiled once for each form of key: `form` is a constant in each copy.
#include "map.h"

#include "entry.h"
#include "state.h"
#include "value.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define ALWAYS_INLINE static inline __attribute__((always_inline))

// ---- keys ------------------------------------------------------------------------------------

static MapKeyForm key_form(const RtType *key) {
    if (key->kind == RT_STRING)
        return MAP_KEY_STRING;
    if (key->flags & RT_FLAG_MEMEQ && key->size == 8)
        return MAP_KEY_WORD8;
    if (key->flags & RT_FLAG_MEMEQ && key->size == 4)
        return MAP_KEY_WORD4;
    return MAP_KEY_ANY;
}

ALWAYS_INLINE uint64_t key_hash(const RtType *key_type, const void *key, uint64_t seed, MapKeyForm form) {
    switch (form) {
    case MAP_KEY_WORD8: return hash_word(load_word8(key), seed);
    case MAP_KEY_WORD4: return hash_word(load_word4(key), seed);
    case MAP_KEY_STRING: return hash_bytes(((const RtString *)key)->ptr, ((const RtString *)key)->len, seed);
    case MAP_KEY_ANY: break;
    }
    return hash_value(key_type, key, seed);
}

ALWAYS_INLINE bool key_equal(const RtType *key_type, const void *a, const void *b, MapKeyForm form) {
    switch (form) {
    case MAP_KEY_WORD8: return load_word8(a) == load_word8(b);
    case MAP_KEY_WORD4: return load_word4(a) == load_word4(b);
    case MAP_KEY_STRING: return equal_strings(a, b);
    case MAP_KEY_ANY: break;
    }
    return equal_values(key_type, a, b);
}

// ---- searching -------------------------------------------------------------------------------

ALWAYS_INLINE char *find_small(const RtType *type, const RtMap *map, const void *key, MapKeyForm form) {
    for (uint32_t used = map->used; used; used &= used - 1) {
        char *entry = map->entries + __builtin_ctz(used) * type->entry_size;
        if (key_equal(type->key, entry, key, form))
            return entry;
    }
    return NULL;
}

ALWAYS_INLINE char *find_in_table(const RtType *type, const RtMap *map, const void *key, uint64_t hash,
                                  MapKeyForm form) {
    uint8_t tag = MAP_FULL | (hash & 0x7F);
    uint64_t group = (hash >> 7) & map->mask & ~(uint64_t)(MAP_GROUP - 1);
    for (uint64_t step = MAP_GROUP;; step += MAP_GROUP) {
        const uint8_t *control = map->control + group;
        for (uint32_t match = map_group_match(control, tag); match; match &= match - 1) {
            uint64_t slot = group + (uint64_t)__builtin_ctz(match);
            char *entry = map->entries + slot * (uint64_t)type->entry_size;
            if (key_equal(type->key, entry, key, form))
                return entry;
        }
        if (map_group_match(control, MAP_EMPTY))
            return NULL;
        group = (group + step) & map->mask;
    }
}

// The entry of `key`, or NULL. A key of any type is hashed even when there is nothing to search, since
// hashing is what refuses an interface that holds an unhashable value.
ALWAYS_INLINE char *find_entry(const RtType *type, const RtMap *map, const void *key, MapKeyForm form) {
    if (map->control)
        return find_in_table(type, map, key, key_hash(type->key, key, map->seed, form), form);
    if (form == MAP_KEY_ANY)
        key_hash(type->key, key, map->seed, form);
    return find_small(type, map, key, form);
}

static char *find(const RtType *type, const RtMap *map, const void *key) {
    switch ((MapKeyForm)map->key_form) {
    case MAP_KEY_WORD8: return find_entry(type, map, key, MAP_KEY_WORD8);
    case MAP_KEY_WORD4: return find_entry(type, map, key, MAP_KEY_WORD4);
    case MAP_KEY_STRING: return find_entry(type, map, key, MAP_KEY_STRING);
    case MAP_KEY_ANY: break;
    }
    return find_entry(type, map, key, MAP_KEY_ANY);
}

// A map without entries refuses a key that cannot be one, too.
static void check_key(const RtType *type, const void *key) {
    if (!(type->key->flags & RT_FLAG_MEMEQ))
        hash_check(type->key, key);
}

void *rt_map_find(void *map_type, void *map, void *key) {
    const RtType *type = map_type;
    if (!map || ((RtMap *)map)->count == 0) {
        check_key(type, key);
        return NULL;
    }
    char *entry = find(type, map, key);
    return entry ? entry + type->value_offset : NULL;
}

int64_t rt_map_len(void *map) {
    return map ? ((RtMap *)map)->count : 0;
}

// ---- creating and growing --------------------------------------------------------------------

static RtLayout header_layout = {
    .size = sizeof(RtMap), .mask_words = 3, .mask = (const uint64_t[]){1 << 1 | 1 << 2}};

static char *new_entries(const RtType *type, int64_t count) {
    if (type->entry_layout && type->entry_layout->mask_words) {
        RtType entry = {.size = type->entry_size, .align = 8, .layout = type->entry_layout};
        return heap_new_array(&entry, count);
    }
    return heap_new_bytes(type->entry_size * count);
}

static void init_header(RtMap *map, const RtType *type) {
    map->seed = hash_random();
    map->key_form = key_form(type->key);
}

// Gives the map an empty table. What it had is shaded: a collection in progress still marks it whole.
static void new_table(RtMap *map, const RtType *type, uint64_t slots) {
    uint8_t *control = heap_new_bytes((int64_t)slots);
    char *entries = new_entries(type, (int64_t)slots);
    heap_shade(map->control);
    heap_shade(map->entries);
    map->control = control;
    map->entries = entries;
    map->mask = slots - 1;
    map->room = (int64_t)(slots - slots / 8);
}

void *rt_map_new(void *map_type, int64_t hint) {
    const RtType *type = map_type;
    RtMap *map = heap_new(&header_layout);
    init_header(map, type);
    if (hint > RT_MAP_SMALL && hint < (INT64_C(1) << 40)) {
        uint64_t slots = MAP_GROUP;
        while ((int64_t)(slots - slots / 8) < hint)
            slots *= 2;
        new_table(map, type, slots);
    }
    return map;
}

void *rt_map_init(void *memory, void *map_type) {
    RtMap *map = memory;
    const RtType *type = map_type;
    memset(map, 0, sizeof *map + (size_t)(type->entry_size * RT_MAP_SMALL));
    init_header(map, type);
    map->entries = (char *)memory + sizeof *map;
    return map;
}

// The first slot on the key's way that holds no entry.
static uint64_t find_free_slot(const RtMap *map, uint64_t hash) {
    uint64_t group = (hash >> 7) & map->mask & ~(uint64_t)(MAP_GROUP - 1);
    for (uint64_t step = MAP_GROUP;; step += MAP_GROUP) {
        uint32_t free = ~map_group_full(map->control + group) & 0xFFFF;
        if (free)
            return group + (uint64_t)__builtin_ctz(free);
        group = (group + step) & map->mask;
    }
}

// Copies into a fresh table: nothing there is overwritten, and the old entries stay as they are.
static void reinsert(RtMap *map, const RtType *type, const char *entry) {
    uint64_t hash;
    switch ((MapKeyForm)map->key_form) {
    case MAP_KEY_WORD8: hash = key_hash(type->key, entry, map->seed, MAP_KEY_WORD8); break;
    case MAP_KEY_WORD4: hash = key_hash(type->key, entry, map->seed, MAP_KEY_WORD4); break;
    case MAP_KEY_STRING: hash = key_hash(type->key, entry, map->seed, MAP_KEY_STRING); break;
    default: hash = hash_value(type->key, entry, map->seed); break;
    }
    uint64_t slot = find_free_slot(map, hash);
    map->control[slot] = MAP_FULL | (hash & 0x7F);
    memcpy(map->entries + slot * (uint64_t)type->entry_size, entry, (size_t)type->entry_size);
    map->room--;
}

// Twice the slots; or as many again, when it was mostly deleted entries that filled the table.
static void grow(RtMap *map, const RtType *type) {
    RtMap old = *map;
    if (!old.control) {
        new_table(map, type, MAP_GROUP);
        for (uint32_t used = old.used; used; used &= used - 1)
            reinsert(map, type, old.entries + __builtin_ctz(used) * type->entry_size);
        map->used = 0;
        return;
    }
    uint64_t slots = old.mask + 1;
    new_table(map, type, (uint64_t)old.count > slots / 2 ? 2 * slots : slots);
    for (uint64_t group = 0; group < slots; group += MAP_GROUP)
        for (uint32_t full = map_group_full(old.control + group); full; full &= full - 1) {
            uint64_t slot = group + (uint64_t)__builtin_ctz(full);
            reinsert(map, type, old.entries + slot * (uint64_t)type->entry_size);
        }
}

// ---- inserting -------------------------------------------------------------------------------

static char *insert_small(const RtType *type, RtMap *map, const void *key) {
    if (!map->entries)
        map->entries = new_entries(type, RT_MAP_SMALL);
    int slot = __builtin_ctz(~(uint32_t)map->used);
    map->used |= (uint8_t)(1 << slot);
    map->count++;
    char *entry = map->entries + slot * type->entry_size;
    memcpy(entry, key, (size_t)type->key->size);
    return entry;
}

static __attribute__((noinline)) char *insert(const RtType *type, RtMap *map, const void *key,
                                              uint64_t hash) {
    uint64_t slot = find_free_slot(map, hash);
    if (map->control[slot] == MAP_EMPTY) {
        if (map->room == 0) {
            grow(map, type);
            slot = find_free_slot(map, hash);
        }
        map->room--;
    }
    map->control[slot] = MAP_FULL | (hash & 0x7F);
    map->count++;
    char *entry = map->entries + slot * (uint64_t)type->entry_size;
    memcpy(entry, key, (size_t)type->key->size);
    return entry;
}

ALWAYS_INLINE char *assign(const RtType *type, RtMap *map, const void *key, MapKeyForm form) {
    char *entry;
    if (!map->control) {
        entry = find_entry(type, map, key, form);
        if (!entry && map->count < RT_MAP_SMALL)
            return insert_small(type, map, key) + type->value_offset;
        if (!entry)
            grow(map, type);
    }
    if (map->control) {
        uint64_t hash = key_hash(type->key, key, map->seed, form);
        entry = find_in_table(type, map, key, hash, form);
        if (!entry)
            return insert(type, map, key, hash) + type->value_offset;
    }
    // Equal keys may differ (+0 and -0): the newer one stays.
    if (form == MAP_KEY_ANY)
        heap_move(type->key, entry, key, 1);
    return entry + type->value_offset;
}

void *rt_map_assign(void *map_type, void *map, void *key) {
    if (!map)
        rt_panic_nil_map();
    switch ((MapKeyForm)((RtMap *)map)->key_form) {
    case MAP_KEY_WORD8: return assign(map_type, map, key, MAP_KEY_WORD8);
    case MAP_KEY_WORD4: return assign(map_type, map, key, MAP_KEY_WORD4);
    case MAP_KEY_STRING: return assign(map_type, map, key, MAP_KEY_STRING);
    case MAP_KEY_ANY: break;
    }
    return assign(map_type, map, key, MAP_KEY_ANY);
}

// ---- deleting --------------------------------------------------------------------------------

static void clear_entry(const RtType *type, char *entry) {
    heap_clear(type->key, entry, 1);
    heap_clear(type->elem, entry + type->value_offset, 1);
}

// A slot becomes empty again if its group has an empty slot already: then no search that
// looked at this group ever went past it. Otherwise it must keep later groups reachable.
void rt_map_delete(void *map_type, void *map_value, void *key) {
    const RtType *type = map_type;
    RtMap *map = map_value;
    if (!map || map->count == 0) {
        check_key(type, key);
        return;
    }
    char *entry = find(type, map, key);
    if (!entry)
        return;
    clear_entry(type, entry);
    uint64_t slot = type->entry_size ? (uint64_t)((entry - map->entries) / type->entry_size) : 0;
    map->count--;
    if (!map->control) {
        map->used &= (uint8_t)~(1 << slot);
    } else if (map_group_match(map->control + (slot & ~(uint64_t)(MAP_GROUP - 1)), MAP_EMPTY)) {
        map->control[slot] = MAP_EMPTY;
        map->room++;
    } else {
        map->control[slot] = MAP_DELETED;
    }
}

void rt_map_clear(void *map_type, void *map_value) {
    const RtType *type = map_type;
    RtMap *map = map_value;
    if (!map || map->count == 0)
        return;
    uint64_t slots = map->control ? map->mask + 1 : RT_MAP_SMALL;
    for (uint64_t slot = 0; slot < slots; slot++)
        clear_entry(type, map->entries + slot * (uint64_t)type->entry_size);
    if (map->control) {
        memset(map->control, MAP_EMPTY, slots);
        map->room = (int64_t)(slots - slots / 8);
    }
    map->used = 0;
    map->count = 0;
    map->clears++;
}
