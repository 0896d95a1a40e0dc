#pragma once

#include "sim/io/hdf5.hpp"

/// A file driver for HDF5 that keeps a Transaction: HDF5 changes its tables in place, at any time
/// and in any order, and so could leave a file that cannot be opened, with all that was in it, when
/// the process is killed or the disk is full (docs/decisions/0020).
namespace sim::io::hdf5 {

/// Has files that are created with this list of access properties written in transactions.
void use_transactions(const Handle& access_list);

/// Makes everything count that HDF5 has handed over; what comes after the last commit is dropped
/// when the file is closed. \throws std::system_error
void commit(const Handle& file);

}  // namespace sim::io::hdf5
