#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include <immintrin.h>

#include "tests/bench/case_round_references.hpp"

// Compiled for AVX-512 alone (CMakeLists.txt), and called only where the processor has it.

namespace references {

namespace {

constexpr std::size_t lanes = 16;
constexpr std::size_t block = 1024;
constexpr std::size_t halo = 64;

using Integers = __m512i;
using Floats = __m512;

/// 16 Philox blocks at once; four vectors of words.
struct Philox {
  explicit Philox(std::uint64_t seed)
      : low(static_cast<std::uint32_t>(seed)), high(static_cast<std::uint32_t>(seed >> 32U)) {}

  std::array<Integers, 4> operator()(Integers x0, Integers x1, std::uint32_t purpose) const {
    const Integers m0 = _mm512_set1_epi32(static_cast<int>(0xD2511F53U));
    const Integers m1 = _mm512_set1_epi32(static_cast<int>(0xCD9E8D57U));
    Integers x2 = _mm512_set1_epi32(static_cast<int>(purpose));
    Integers x3 = _mm512_setzero_si512();
    std::uint32_t key_0 = low, key_1 = high;
    for (int r = 0; r < 10; ++r) {
      const auto [h0, l0] = multiply(x0, m0);
      const auto [h1, l1] = multiply(x2, m1);
      x0 = _mm512_ternarylogic_epi32(h1, x1, _mm512_set1_epi32(static_cast<int>(key_0)), 0x96);
      x2 = _mm512_ternarylogic_epi32(h0, x3, _mm512_set1_epi32(static_cast<int>(key_1)), 0x96);
      x1 = l1;
      x3 = l0;
      key_0 += 0x9E3779B9U;
      key_1 += 0xBB67AE85U;
    }
    return {x0, x1, x2, x3};
  }

  /// High and low halves of 16 products.
  static std::pair<Integers, Integers> multiply(Integers a, Integers b) {
    const Integers even = _mm512_mul_epu32(a, b);
    const Integers odd = _mm512_mul_epu32(_mm512_srli_epi64(a, 32), b);
    return {_mm512_mask_blend_epi32(0xAAAA, _mm512_srli_epi64(even, 32), odd),
            _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32))};
  }

  std::uint32_t low, high;
};

Floats constant(float value) { return _mm512_set1_ps(value); }
Floats uniform(Integers words) {
  return _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_srli_epi32(words, 8)), constant(0x1p-24F));
}
Floats trait(const std::uint16_t* at) {
  const Integers wide =
      _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)));
  return _mm512_mul_ps(_mm512_cvtepi32_ps(wide), constant(0x1p-16F));
}
Floats halves(const std::uint8_t* at, float unit) {
  const Integers wide = _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)));
  return _mm512_mul_ps(_mm512_cvtepi32_ps(wide), constant(unit));
}

/// exp to 1e-6, for |x| < 80 (Cephes, expf).
Floats exp_of(Floats x) {
  const Floats k = _mm512_roundscale_ps(_mm512_mul_ps(x, constant(1.44269504F)), 0);
  Floats r = _mm512_fnmadd_ps(k, constant(0.693359375F), x);
  r = _mm512_fnmadd_ps(k, constant(-2.12194440e-4F), r);
  Floats p = constant(1.9875691500e-4F);
  for (const float c :
       {1.3981999507e-3F, 8.3334519073e-3F, 4.1665795894e-2F, 1.6666665459e-1F, 5.0000001201e-1F})
    p = _mm512_fmadd_ps(p, r, constant(c));
  p = _mm512_fmadd_ps(p, _mm512_mul_ps(r, r), _mm512_add_ps(r, constant(1)));
  return _mm512_scalef_ps(p, k);
}

struct Rewired {
  std::uint32_t target;
  std::uint16_t citizen;
  std::int16_t offset;
};

class Kernel final : public Reference {
 public:
  Kernel(std::uint32_t n, std::uint64_t seed)
      : philox_(seed), n_(n), blocks_((n + block - 1) / block), workers_(std::max(1U, n / 100)) {
    const std::size_t size = blocks_ * block;
    std::mt19937_64 generator(seed);
    std::uniform_real_distribution<float> uniform_float;
    for (auto* column : {&need_, &cost_, &voice_, &stake_}) {
      column->resize(size);
      for (auto& value : *column) value = static_cast<std::uint16_t>(generator());
    }
    for (auto* column : {&trust_, &fairness_, &aspiration_}) column->assign(size, 0.5F);
    compliance_.resize(size);
    for (auto& value : compliance_) value = uniform_float(generator);
    grievance_.assign(size, 0.0F);
    outcome_.assign(size + 2 * halo, 1);
    filers_.resize(size + lanes);
    std::uniform_int_distribution<std::uint32_t> anybody(0, n - 1);
    for (std::uint32_t i = 0; i < n; ++i) {
      if (i % block == 0) first_.push_back(rewired_.size());
      for (const int offset : {-4, -3, -2, -1, 1, 2, 3, 4}) {
        if (uniform_float(generator) >= 0.1F) continue;
        rewired_.push_back({anybody(generator), static_cast<std::uint16_t>(i % block),
                            static_cast<std::int16_t>(offset)});
      }
    }
    first_.push_back(rewired_.size());
    constexpr std::array<float, 5> typical{1.0F, 0.5F, 0.8F, 1.2F, 1.0F};
    worker_.resize(workers_ * std::size_t{8});
    for (std::size_t w = 0; w < workers_; ++w) {
      for (std::size_t k = 0; k < 5; ++k)
        worker_[8 * w + k] = typical[k] * (0.8F + 0.4F * uniform_float(generator));
      worker_[8 * w + 5] = 0.5F;
      worker_[8 * w + 6] = 7.0F;
    }
    counted_.resize(workers_ + lanes);
    for (std::size_t b = 0; b < blocks_; ++b) file(b * block, 0);
  }

  void run(std::uint32_t rounds) override {
    double filed = 0, granted = 0, complaints = 0;
    for (std::uint32_t k = 0; k < rounds; ++k) {
      filed += static_cast<double>(filing_);
      granted += decide();
      work();
      const double now = compare_and_file();
      complaints += now;
      pool_ += now;
      if (pool_ > 0.25 * n_ && rules_ < 16) ++rules_, pool_ = 0;
    }
    figures_ = {filed / n_ / rounds, granted / filed, 0, 0, complaints / n_ / rounds, rules_};
    for (std::uint32_t i = 0; i < n_; ++i) {
      figures_.fairness += static_cast<double>(fairness_[i]) / n_;
      figures_.trust += static_cast<double>(trust_[i]) / n_;
    }
  }
  Figures figures() const override { return figures_; }

 private:
  /// 64 words from 16 blocks.
  std::array<Integers, 4> row(std::size_t begin, std::uint32_t purpose,
                              std::uint32_t of_round) const {
    const Integers lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const Integers entity = _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(begin / 4)), lane);
    return philox_(entity, _mm512_set1_epi32(static_cast<int>(of_round)), purpose);
  }

  /// Appends those of a block who file in the coming round.
  void file(std::size_t begin, std::uint32_t coming) {
    const Integers lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    std::size_t count = filing_;
    for (std::size_t i = begin; i < begin + block; i += 4 * lanes) {
      const auto words = row(i, 1, coming);
      for (std::size_t w = 0; w < 4; ++w) {
        const std::size_t j = i + w * lanes;
        if (j >= n_) break;
        const Floats half_trust =
            _mm512_fmadd_ps(_mm512_loadu_ps(&trust_[j]), constant(0.5F), constant(0.5F));
        const Floats ease = _mm512_fnmadd_ps(trait(&cost_[j]), constant(0.5F), constant(1));
        const Floats probability = _mm512_fmadd_ps(
            _mm512_mul_ps(_mm512_mul_ps(trait(&need_[j]), constant(0.05F)), half_trust), ease,
            constant(0.05F));
        __mmask16 files = _mm512_cmp_ps_mask(uniform(words[w]), probability, _CMP_LT_OQ);
        if (j + lanes > n_) files = static_cast<__mmask16>(files & ((1U << (n_ - j)) - 1U));
        const Integers ids = _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(j)), lane);
        // Compressed in a register and stored whole: some processors do a compressing store slowly.
        _mm512_storeu_si512(&filers_[count], _mm512_maskz_compress_epi32(files, ids));
        count += static_cast<std::size_t>(_mm_popcnt_u32(files));
      }
    }
    filing_ = count;
  }

  double decide() {
    const Floats bias = constant(-1.5F + 0.05F * static_cast<float>(rules_));
    std::uint32_t granted = 0;
    for (std::size_t k = 0; k < filing_; k += lanes) {
      const std::size_t here = std::min(lanes, filing_ - k);
      const auto live = static_cast<__mmask16>((1U << here) - 1U);
      const Integers ids = _mm512_maskz_loadu_epi32(live, &filers_[k]);
      const Integers u2 = philox_(ids, _mm512_set1_epi32(static_cast<int>(round_)), 2)[0];
      std::array<std::uint32_t, lanes> at;
      std::array<std::uint32_t, lanes> id;
      _mm512_storeu_si512(id.data(), ids);
      for (std::size_t l = 0; l < lanes; ++l) {
        std::uint32_t h = id[l] * 0x9E3779B1U + round_ * 0x85EBCA77U;
        h ^= h >> 15U;
        h *= 0xC2B2AE3DU;
        h ^= h >> 13U;
        at[l] = h % workers_;
      }
      const Integers worker = _mm512_slli_epi32(_mm512_loadu_si512(at.data()), 3);
      const auto field = [&](int number) {
        return _mm512_i32gather_ps(_mm512_add_epi32(worker, _mm512_set1_epi32(number)),
                                   worker_.data(), 4);
      };
      const auto gathered = [&](const std::vector<std::uint16_t>& column) {
        alignas(64) std::array<std::uint16_t, lanes> values;
        for (std::size_t l = 0; l < lanes; ++l) values[l] = column[id[l]];
        return trait(values.data());
      };
      Floats u = _mm512_fmadd_ps(field(0), gathered(need_), bias);
      u = _mm512_fmadd_ps(field(1), gathered(stake_), u);
      u = _mm512_fmadd_ps(field(2), _mm512_i32gather_ps(ids, compliance_.data(), 4), u);
      u = _mm512_fmadd_ps(field(3), field(5), u);
      u = _mm512_fnmadd_ps(_mm512_mul_ps(field(4), constant(0.05F)), field(6), u);
      const Floats odds = _mm512_add_ps(exp_of(_mm512_sub_ps(constant(0), u)), constant(1));
      const auto grant = static_cast<std::uint32_t>(
          _mm512_mask_cmp_ps_mask(live, _mm512_mul_ps(uniform(u2), odds), constant(1), _CMP_LT_OQ));
      granted += static_cast<std::uint32_t>(_mm_popcnt_u32(grant));
      for (std::size_t l = 0; l < here; ++l) {
        const std::uint32_t yes = (grant >> l) & 1U;
        outcome_[halo + id[l]] = static_cast<std::uint8_t>(2 * yes);
        counted_[at[l]] += 1 + (yes << 16U);
      }
    }
    std::uint8_t* first = outcome_.data() + halo;
    for (std::size_t k = 0; k < 4; ++k) {
      first[n_ + k] = first[k];
      *(first - 1 - k) = first[n_ - 1 - k];
    }
    filing_ = 0;
    return granted;
  }

  void work() {
    for (std::size_t w = 0; w < workers_; ++w) {
      const auto cases = static_cast<float>(counted_[w] & 0xffffU);
      const auto grants = static_cast<float>(counted_[w] >> 16U);
      counted_[w] = 0;
      worker_[8 * w + 6] = 0.8F * worker_[8 * w + 6] + 0.2F * cases;
      if (cases > 0) worker_[8 * w + 5] = 0.9F * worker_[8 * w + 5] + 0.1F * grants / cases;
    }
  }

  double compare_and_file() {
    int complaints = 0;
    for (std::size_t b = 0; b < blocks_; ++b) {
      complaints += compare(b);
      // Filing needs no more than the citizen's own trust, which is still near.
      file(b * block, round_ + 1);
    }
    ++round_;
    return complaints;
  }

  int compare(std::size_t b) {
    const std::size_t begin = b * block;
    const std::uint8_t* all = outcome_.data() + halo;
    const std::uint8_t* own = all + begin;
    alignas(64) std::array<std::uint8_t, block> sum;
    for (std::size_t j = 0; j < block; j += 64) {
      Integers bytes = _mm512_setzero_si512();
      for (const int offset : {-4, -3, -2, -1, 1, 2, 3, 4})
        bytes = _mm512_add_epi8(bytes,
                                _mm512_loadu_si512(own + static_cast<std::ptrdiff_t>(j) + offset));
      _mm512_store_si512(&sum[j], bytes);
    }
    for (std::size_t k = first_[b]; k < first_[b + 1]; ++k) {
      const Rewired& r = rewired_[k];
      sum[r.citizen] =
          static_cast<std::uint8_t>(sum[r.citizen] + all[r.target] - *(own + r.citizen + r.offset));
    }
    int complaints = 0;
    for (std::size_t j = 0; j < block; j += 4 * lanes) {
      const auto words = row(begin + j, 3, round_);
      for (std::size_t w = 0; w < 4; ++w)
        complaints += compare_16(begin, j + w * lanes, sum, words[w]);
    }
    return complaints;
  }

  int compare_16(std::size_t begin, std::size_t j, const std::array<std::uint8_t, block>& sum,
                 Integers words) {
    const std::size_t i = begin + j;
    const Floats m = halves(&sum[j], 1.0F / 16);
    const Floats outcome = halves(&outcome_[halo + i], 0.5F);
    const Floats gap = _mm512_sub_ps(outcome, m);
    const auto follow = [](float* at, float keep, Floats to) {
      const Floats next = _mm512_fmadd_ps(_mm512_loadu_ps(at), constant(keep),
                                          _mm512_mul_ps(to, constant(1 - keep)));
      _mm512_storeu_ps(at, next);
      return next;
    };
    const Floats fair =
        follow(&fairness_[i], 0.9F, _mm512_fmadd_ps(gap, constant(0.5F), constant(0.5F)));
    follow(&trust_[i], 0.95F, outcome);
    follow(&aspiration_[i], 0.9F, m);
    const Floats moved = _mm512_fmadd_ps(_mm512_sub_ps(fair, constant(0.5F)), constant(0.02F),
                                         _mm512_loadu_ps(&compliance_[i]));
    _mm512_storeu_ps(&compliance_[i],
                     _mm512_min_ps(_mm512_max_ps(moved, constant(0)), constant(1)));
    const Floats loss = _mm512_max_ps(_mm512_sub_ps(m, outcome), constant(0));
    const Floats aggrieved = _mm512_fmadd_ps(_mm512_loadu_ps(&grievance_[i]), constant(0.9F),
                                             _mm512_mul_ps(loss, trait(&stake_[i])));
    const __mmask16 angry = _mm512_cmp_ps_mask(aggrieved, constant(1), _CMP_GT_OQ);
    const __mmask16 complains = _mm512_mask_cmp_ps_mask(
        angry, uniform(words), _mm512_mul_ps(trait(&voice_[i]), constant(0.2F)), _CMP_LT_OQ);
    _mm512_storeu_ps(&grievance_[i],
                     _mm512_maskz_mov_ps(static_cast<__mmask16>(~complains), aggrieved));
    return _mm_popcnt_u32(complains);
  }

  Philox philox_;
  std::uint32_t n_;
  std::size_t blocks_;
  std::uint32_t workers_;
  std::vector<std::uint16_t> need_, cost_, voice_, stake_;
  std::vector<float> trust_, fairness_, aspiration_, compliance_, grievance_;
  std::vector<std::uint8_t> outcome_;
  std::vector<std::uint32_t> filers_;
  std::size_t filing_ = 0;
  std::vector<Rewired> rewired_;
  std::vector<std::size_t> first_;
  std::vector<float> worker_;  ///< [worker][5 weights, leniency, load, -]
  std::vector<std::uint32_t> counted_;
  std::uint32_t round_ = 0;
  double pool_ = 0;
  int rules_ = 0;
  Figures figures_;
};

}  // namespace

std::unique_ptr<Reference> kernel(std::uint32_t citizens, std::uint64_t seed) {
  return std::make_unique<Kernel>(citizens, seed);
}

}  // namespace references
