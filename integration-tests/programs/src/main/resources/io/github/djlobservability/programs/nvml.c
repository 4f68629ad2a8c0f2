/*
 * An NVML whose cards say what a script tells them to. It has the functions that the plugin calls.
 *
 * The script is a file of lines, read anew at each call; -DSCRIPT="file" names it to the compiler. A
 * line is a key and numbers, or a word:
 *
 *   driver WORD              the driver's version
 *   devices N                how many cards
 *   name.I WORD              uuid.I WORD
 *   utilization.I PERCENT    memory.I TOTAL USED (bytes)
 *   powerlimit.I MILLIWATTS
 *   power.I MILLIWATTS       energy.I MILLIJOULES       temperature.I CELSIUS
 *   clocks.I SM MEMORY       (MHz)
 *   reasons.I BITS           ecc.I CORRECTED UNCORRECTED
 *   process.I PID BYTES      PID 0 is the process itself
 *   xid.I CODE N             the event has happened N times so far
 *   fail.FUNCTION STATUS     fail.FUNCTION.I STATUS
 *
 * What no line tells is not supported. Compiled with -DOLD_DRIVER it lacks the functions that came
 * after the driver 520.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_CARDS 16
#define LINE 256
#define SUCCESS 0
#define INVALID_ARGUMENT 2
#define NOT_SUPPORTED 3
#define INSUFFICIENT_SIZE 7
#define DRIVER_NOT_LOADED 9
#define TIMEOUT 10

typedef unsigned long long u64;
typedef struct { int index; } card;
typedef struct { unsigned pid; u64 used; unsigned gpu_instance, compute_instance; } process_info;
typedef struct { card *device; u64 type, data; unsigned gpu_instance, compute_instance; } event_data;

static card cards[MAX_CARDS];
static u64 told_xids[MAX_CARDS];
static int registered[MAX_CARDS];

/* What follows the key on its line; 0 when there is no such line. */
static int find(const char *key, char *value) {
  FILE *file = fopen(SCRIPT, "r");
  char line[LINE];
  size_t length = strlen(key);
  int found = 0;
  if (!file) return 0;
  while (!found && fgets(line, sizeof line, file)) {
    if (strncmp(line, key, length) == 0 && line[length] == ' ') {
      line[strcspn(line, "\n")] = 0;
      snprintf(value, LINE, "%s", line + length + 1);
      found = 1;
    }
  }
  fclose(file);
  return found;
}

static int find_of(const char *key, const card *device, char *value) {
  char of_card[LINE];
  snprintf(of_card, sizeof of_card, "%s.%d", key, device->index);
  return find(of_card, value);
}

static int failing(const char *function, const card *device) {
  char key[LINE], value[LINE];
  snprintf(key, sizeof key, "fail.%s", function);
  if (find(key, value) || (device && find_of(key, device, value))) return atoi(value);
  return SUCCESS;
}

/* Reads up to two numbers of a card. */
static int numbers(const char *function, const char *key, const card *device, u64 *first, u64 *second) {
  char value[LINE];
  int status = failing(function, device);
  if (status != SUCCESS) return status;
  if (!find_of(key, device, value)) return NOT_SUPPORTED;
  sscanf(value, "%llu %llu", first, second);
  return SUCCESS;
}

static int word(const char *function, const char *key, const card *device, char *to, unsigned length) {
  char value[LINE];
  int status = failing(function, device);
  if (status != SUCCESS) return status;
  if (device ? !find_of(key, device, value) : !find(key, value)) return NOT_SUPPORTED;
  snprintf(to, length, "%s", value);
  return SUCCESS;
}

static unsigned count(void) {
  char value[LINE];
  return find("devices", value) ? (unsigned)atoi(value) : 0;
}

int nvmlInit_v2(void) {
  char value[LINE];
  int status = failing("nvmlInit_v2", NULL);
  return status != SUCCESS ? status : find("devices", value) ? SUCCESS : DRIVER_NOT_LOADED;
}

int nvmlShutdown(void) { return SUCCESS; }

int nvmlSystemGetDriverVersion(char *version, unsigned length) {
  return word("nvmlSystemGetDriverVersion", "driver", NULL, version, length);
}

int nvmlDeviceGetCount_v2(unsigned *devices) {
  *devices = count();
  return failing("nvmlDeviceGetCount_v2", NULL);
}

int nvmlDeviceGetHandleByIndex_v2(unsigned index, card **device) {
  if (index >= count() || index >= MAX_CARDS) return INVALID_ARGUMENT;
  cards[index].index = (int)index;
  *device = &cards[index];
  return failing("nvmlDeviceGetHandleByIndex_v2", *device);
}

int nvmlDeviceGetName(card *device, char *name, unsigned length) {
  return word("nvmlDeviceGetName", "name", device, name, length);
}

int nvmlDeviceGetUUID(card *device, char *uuid, unsigned length) {
  return word("nvmlDeviceGetUUID", "uuid", device, uuid, length);
}

int nvmlDeviceGetUtilizationRates(card *device, unsigned *percents) {
  u64 gpu = 0, memory = 0;
  int status = numbers("nvmlDeviceGetUtilizationRates", "utilization", device, &gpu, &memory);
  percents[0] = (unsigned)gpu;
  percents[1] = (unsigned)memory;
  return status;
}

int nvmlDeviceGetMemoryInfo(card *device, u64 *total_free_used) {
  u64 total = 0, used = 0;
  int status = numbers("nvmlDeviceGetMemoryInfo", "memory", device, &total, &used);
  total_free_used[0] = total;
  total_free_used[1] = total - used;
  total_free_used[2] = used;
  return status;
}

static int one(const char *function, const char *key, card *device, unsigned *value) {
  u64 number = 0, unused = 0;
  int status = numbers(function, key, device, &number, &unused);
  *value = (unsigned)number;
  return status;
}

int nvmlDeviceGetPowerUsage(card *device, unsigned *milliwatts) {
  return one("nvmlDeviceGetPowerUsage", "power", device, milliwatts);
}

int nvmlDeviceGetEnforcedPowerLimit(card *device, unsigned *milliwatts) {
  return one("nvmlDeviceGetEnforcedPowerLimit", "powerlimit", device, milliwatts);
}

int nvmlDeviceGetTotalEnergyConsumption(card *device, u64 *millijoules) {
  u64 unused = 0;
  return numbers("nvmlDeviceGetTotalEnergyConsumption", "energy", device, millijoules, &unused);
}

int nvmlDeviceGetTemperature(card *device, int sensor, unsigned *celsius) {
  return sensor ? INVALID_ARGUMENT : one("nvmlDeviceGetTemperature", "temperature", device, celsius);
}

int nvmlDeviceGetClockInfo(card *device, int clock, unsigned *megahertz) {
  u64 sm = 0, memory = 0;
  int status = numbers("nvmlDeviceGetClockInfo", "clocks", device, &sm, &memory);
  if (clock != 1 && clock != 2) return INVALID_ARGUMENT;
  *megahertz = (unsigned)(clock == 1 ? sm : memory);
  return status;
}

static int reasons(const char *function, card *device, u64 *bits) {
  u64 unused = 0;
  return numbers(function, "reasons", device, bits, &unused);
}

#ifndef OLD_DRIVER
int nvmlDeviceGetCurrentClocksEventReasons(card *device, u64 *bits) {
  return reasons("nvmlDeviceGetCurrentClocksEventReasons", device, bits);
}
#endif

int nvmlDeviceGetCurrentClocksThrottleReasons(card *device, u64 *bits) {
  return reasons("nvmlDeviceGetCurrentClocksThrottleReasons", device, bits);
}

int nvmlDeviceGetTotalEccErrors(card *device, int type, int counter, u64 *errors) {
  u64 corrected = 0, uncorrected = 0;
  int status = numbers("nvmlDeviceGetTotalEccErrors", "ecc", device, &corrected, &uncorrected);
  if (counter != 0) return INVALID_ARGUMENT;
  *errors = type == 0 ? corrected : uncorrected;
  return status;
}

#ifndef OLD_DRIVER
int nvmlDeviceGetComputeRunningProcesses_v3(card *device, unsigned *entries, process_info *infos) {
  u64 pid = 0, used = 0;
  unsigned room = *entries;
  int status = numbers("nvmlDeviceGetComputeRunningProcesses_v3", "process", device, &pid, &used);
  if (status != SUCCESS) return status;
  *entries = 2; /* another process is always there, too */
  if (room < 2) return INSUFFICIENT_SIZE;
  infos[0] = (process_info){1, 4096, 0, 0};
  infos[1] = (process_info){pid ? (unsigned)pid : (unsigned)getpid(), used, 0, 0};
  return SUCCESS;
}
#endif

int nvmlEventSetCreate(void **set) {
  *set = told_xids;
  return failing("nvmlEventSetCreate", NULL);
}

int nvmlDeviceRegisterEvents(card *device, u64 types, void *set) {
  if (types != 8 || set != told_xids) return INVALID_ARGUMENT;
  registered[device->index] = 1;
  return failing("nvmlDeviceRegisterEvents", device);
}

int nvmlEventSetWait_v2(void *set, event_data *data, unsigned milliseconds) {
  (void)milliseconds;
  for (unsigned i = 0; set == told_xids && i < count(); i++) {
    u64 code = 0, times = 0;
    cards[i].index = (int)i;
    if (registered[i] && numbers("nvmlEventSetWait_v2", "xid", &cards[i], &code, &times) == SUCCESS
        && told_xids[i] < times) {
      told_xids[i]++;
      *data = (event_data){&cards[i], 8, code, 0, 0};
      return SUCCESS;
    }
  }
  return TIMEOUT;
}

int nvmlEventSetFree(void *set) { return set == told_xids ? SUCCESS : INVALID_ARGUMENT; }
