// The checked mode (-checked): a wrong decision of the escape analysis fails at the first use, and names its
// site.
//
// Each execution of a stack site takes a fresh heap cell, recorded here. The cell dies when its frame ends,
// or when the site runs again in the same activation; every dereference asks rt_checked_access. A dead cell
// stays dead while anything points at it, because the collector then keeps it; one that nothing points at is
// freed, its record forgotten in the same cycle, and only then can its memory be used again.
//
// The records are found by cell and by frame through two hash tables that hold the record's number plus one,
// 0 for none.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "entry.h"
#include "gc.h"
#include "state.h"

enum { TABLE_INITIAL = 1024 };

typedef struct {
    uintptr_t address; // of the cell
    uintptr_t frame;
    const RtSite *site;
    uint32_t next; // of the same frame: number plus one
    bool dead;
} Record;

typedef struct {
    uintptr_t key;
    uint32_t value;
} Entry;

typedef struct {
    Entry *entries;
    size_t capacity; // a power of two
    size_t count;
} Table;

static struct {
    Record *records;
    size_t count, capacity;
    Table by_cell, by_frame;
} checked;

static void *allocate(void *old, size_t size) {
    void *memory = realloc(old, size);
    if (!memory)
        rt_throw("runtime: out of memory");
    return memory;
}

// The key's entry, or the free one where it belongs. No key is 0.
static Entry *table_slot(const Table *table, uintptr_t key) {
    size_t at = (key >> 3) * UINT64_C(0x9e3779b97f4a7c15) >> 20;
    for (;; at++) {
        Entry *entry = &table->entries[at & (table->capacity - 1)];
        if (entry->key == key || entry->key == 0)
            return entry;
    }
}

static uint32_t table_get(const Table *table, uintptr_t key) {
    return table->capacity ? table_slot(table, key)->value : 0;
}

// Keys whose value is 0 are dropped when the table grows.
static void table_grow(Table *table) {
    Table bigger = {.capacity = table->capacity ? 2 * table->capacity : TABLE_INITIAL};
    bigger.entries = calloc(bigger.capacity, sizeof *bigger.entries);
    if (!bigger.entries)
        rt_throw("runtime: out of memory");
    for (size_t i = 0; i < table->capacity; i++) {
        if (table->entries[i].value) {
            *table_slot(&bigger, table->entries[i].key) = table->entries[i];
            bigger.count++;
        }
    }
    free(table->entries);
    *table = bigger;
}

static void table_put(Table *table, uintptr_t key, uint32_t value) {
    if (2 * (table->count + 1) > table->capacity)
        table_grow(table);
    Entry *entry = table_slot(table, key);
    table->count += entry->key == 0;
    *entry = (Entry){key, value};
}

// Enters record number i into both tables.
static void index_record(uint32_t i) {
    Record *record = &checked.records[i];
    table_put(&checked.by_cell, record->address, i + 1);
    if (record->dead)
        return;
    record->next = table_get(&checked.by_frame, record->frame);
    table_put(&checked.by_frame, record->frame, i + 1);
}

static Record *find_record(const void *address) {
    if (checked.count == 0)
        return NULL;
    Cell cell = cell_find((uintptr_t)address);
    uint32_t number = cell.found ? table_get(&checked.by_cell, (uintptr_t)cell_address(cell)) : 0;
    return number ? &checked.records[number - 1] : NULL;
}

bool checked_is_cell(const void *address) {
    return find_record(address);
}

void *rt_checked_new(void *type, int64_t count, void *site, void *frame, void *previous) {
    Record *old = previous ? find_record(previous) : NULL;
    if (old)
        old->dead = true;
    void *cell = heap_new_array(type, count);
    if (cell == &rt_zero_base)
        return cell;
    if (checked.count == checked.capacity) {
        checked.capacity = checked.capacity ? 2 * checked.capacity : TABLE_INITIAL;
        checked.records = allocate(checked.records, checked.capacity * sizeof *checked.records);
    }
    checked.records[checked.count] =
        (Record){.address = (uintptr_t)cell, .frame = (uintptr_t)frame, .site = site};
    index_record((uint32_t)checked.count++);
    return cell;
}

void rt_checked_moved(void *cell) {
    Record *record = find_record(cell);
    if (record)
        record->dead = true;
}

void rt_checked_leave(void *frame) {
    uint32_t number = table_get(&checked.by_frame, (uintptr_t)frame);
    if (!number)
        return;
    table_put(&checked.by_frame, (uintptr_t)frame, 0);
    while (number) {
        Record *record = &checked.records[number - 1];
        record->dead = true;
        number = record->next;
    }
}

void checked_drop(const RtFrame *frame) {
    for (size_t i = 0; i < checked.count; i++) {
        Record *record = &checked.records[i];
        record->dead |= stack_is_deeper((const void *)record->frame, frame);
    }
}

void rt_checked_access(void *address) {
    const Record *record = find_record(address);
    if (!record || !record->dead)
        return;
    rt_output_flush();
    fprintf(stderr, "minic: checked: use of dead object: %s %s\n", record->site->position,
            record->site->text);
    rt_exit(3);
}

void checked_sweep(void) {
    if (checked.count == 0)
        return;
    size_t kept = 0;
    for (size_t i = 0; i < checked.count; i++) {
        Cell cell = cell_find(checked.records[i].address);
        if (cell.found && cell_is_marked(cell))
            checked.records[kept++] = checked.records[i];
    }
    checked.count = kept;
    free(checked.by_cell.entries);
    free(checked.by_frame.entries);
    checked.by_cell = checked.by_frame = (Table){0};
    for (size_t i = 0; i < kept; i++)
        index_record((uint32_t)i);
}
