// Measures what no program of this kind can be quicker than on this machine: simdjson's own parser over the
// dump, record by record, with nothing kept; and files of the same sizes in the same folders as a report has,
// from memory, by as many threads as there are cores, with one flush.
//
// Usage: FloorBench DUMP.ndjson REPORT FOLDER, where FOLDER does not exist yet.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <simdjson.h>
#include <string>
#include <thread>
#include <time.h>
#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;

struct File {
  std::string path;
  size_t size;
};

static void fail(const std::string &what) {
  std::perror(what.c_str());
  std::exit(1);
}

static double now(clockid_t clock) {
  timespec time;
  clock_gettime(clock, &time);
  return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

// Seconds by the clock, and in CPU time of all threads.
template <typename Work> static void timed(const char *name, Work work) {
  double clock = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
  work();
  std::printf("floor %s %.6f %.6f\n", name, now(CLOCK_MONOTONIC) - clock, now(CLOCK_PROCESS_CPUTIME_ID) - cpu);
}

static void read(const char *path) {
  // In windows, as a dump may be larger than memory, and larger than the 4 GiB that simdjson takes.
  const size_t size = 2 << 20;
  std::vector<char> window(size + simdjson::SIMDJSON_PADDING);
  simdjson::dom::parser parser;
  int file = open(path, O_RDONLY);
  if (file < 0) fail(path);
  size_t kept = 0;
  size_t records = 0;
  while (true) {
    ssize_t count = read(file, window.data() + kept, size - kept);
    if (count < 0) fail(path);
    if (count == 0) break;
    size_t filled = kept + size_t(count);
    size_t end = filled;
    while (end > 0 && window[end - 1] != '\n') end--;
    simdjson::dom::document_stream stream;
    if (parser.parse_many(window.data(), end, size).get(stream)) fail("simdjson");
    for (auto record : stream) records += record.error() == simdjson::SUCCESS;
    kept = filled - end;
    std::memmove(window.data(), window.data() + end, kept);
  }
  close(file);
  std::printf("floor records %zu\n", records);
}

static void write(const std::vector<File> &files, const std::string &target, const std::vector<char> &bytes) {
  std::atomic<size_t> next{0};
  std::vector<std::thread> threads;
  for (unsigned number = 0; number < std::thread::hardware_concurrency(); number++) {
    threads.emplace_back([&] {
      for (size_t index; (index = next++) < files.size();) {
        std::string path = target + files[index].path;
        int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0644);
        if (file < 0) fail(path);
        if (::write(file, bytes.data(), files[index].size) != ssize_t(files[index].size)) fail(path);
        close(file);
      }
    });
  }
  for (auto &thread : threads) thread.join();
}

int main(int, char **arguments) {
  const std::string report = arguments[2], target = arguments[3];
  std::vector<File> files;
  size_t longest = 0;
  fs::create_directory(target);
  for (const auto &entry : fs::recursive_directory_iterator(report)) {
    std::string path = entry.path().string().substr(report.size());
    if (entry.is_directory()) {
      fs::create_directory(target + path);
    } else {
      files.push_back({path, entry.file_size()});
      longest = std::max(longest, files.back().size);
    }
  }
  std::vector<char> bytes(longest, 'x');
  timed("read", [&] { read(arguments[1]); });
  timed("write", [&] { write(files, target, bytes); });
  timed("flush", [&] {
    int folder = open(target.c_str(), O_RDONLY | O_DIRECTORY);
    if (syncfs(folder) != 0) fail(target);
    close(folder);
  });
}
