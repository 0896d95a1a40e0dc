#pragma once

namespace sim::io::build_config {

/// Commit of the sources, "-dirty" if they were changed. A translation unit of its own, made at
/// build time, so that a commit compiles nothing else anew.
extern const char* const git_sha;

}  // namespace sim::io::build_config
